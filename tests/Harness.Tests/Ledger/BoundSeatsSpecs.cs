using Conformance.Harness.Dsl;
using Conformance.Harness.Ledger;

namespace Conformance.Harness.Tests.Ledger;

public sealed class BoundSeatsSpecs
{
    [Test]
    public void Every_clause_that_can_be_tested_binds_a_seat_and_no_other_does() =>
        Assert.That(Requirements.All.Where(r => r.IsTestable != BoundSeats.Of(r).Count > 0).Select(r => r.Id), Is.Empty);

    [Test]
    public void Roles_have_another_seat_over_MSRP_than_over_SIP()
    {
        Assert.That(BoundSeats.Of(Requirements.Get("RCPT-8.1-03")), Is.EqualTo(new[] { Seat.ImSender, Seat.MsrpSender }));
        Assert.That(BoundSeats.Of(Requirements.Get("U5365-6-02")), Is.EqualTo(new[] { Seat.ListClient }));
    }

    [Test]
    public void A_row_that_names_its_seats_is_judged_there_alone() =>
        Assert.That(BoundSeats.Of(Requirements.Get("RCPT-7.1.2-02")), Is.EqualTo(new[] { Seat.MsrpSender }));
}
