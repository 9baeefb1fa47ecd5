using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;

namespace Conformance.Scenarios.Tests;

public sealed class ApplicabilitySpecs
{
    private static readonly IReadOnlyList<TestCase> All = TestCase.Expand(Everything.Scenarios);

    [Test]
    public void A_system_that_claims_everything_or_leaves_it_open_gets_every_case() =>
        Assert.That(All.Where(new Applicability(Claiming()).Covers), Is.EqualTo(All));

    [Test]
    public void Seats_and_transports_that_are_not_claimed_are_left_out()
    {
        var claims = new Applicability(Claiming() with { Seats = [Seat.ImSender], Transports = [TransportKind.Tcp] });

        // Its clause binds those who claim UDP, though the hop in question is another's.
        var expected = All.Where(c => c.Assignment.Seat == Seat.ImSender && c.Transport is TransportKind.Tcp && c.Variant.Name != "udp-hop");

        Assert.That(All.Where(claims.Covers), Is.EqualTo(expected).And.Not.Empty);
    }

    [TestCase("im-recipient", "sip-read-receipt")]
    [TestCase("msrp-recipient", "msrp-read-receipt")]
    public void Who_sends_no_read_receipts_is_not_asked_for_any(string seat, string scenario)
    {
        TestCase[] ofSeat = [.. All.Where(c => c.Assignment.Seat.Name == seat)];
        TestCase[] covered = [.. ofSeat.Where(new Applicability(Claiming("positive-delivery", "negative-delivery")).Covers)];

        Assert.That(covered.Select(c => c.Scenario.Name), Has.None.EqualTo(scenario));
        Assert.That(covered, Is.Not.Empty);
        Assert.That(ofSeat.Length - covered.Length, Is.GreaterThan(0));
    }

    [Test]
    public void Who_sends_no_positive_receipts_is_still_judged_by_the_rest()
    {
        TestCase[] covered = [.. All.Where(c => c.Assignment.Seat == Seat.ImRecipient && new Applicability(Claiming("read")).Covers(c))];

        Assert.That(covered.Select(c => c.Scenario.Name), Has.None.EqualTo("sip-positive-delivery").And.Some.EqualTo("sip-read-receipt"));
    }

    [TestCase("P-GEN-POS", true)]
    [TestCase("P-GEN-READ", false)]
    [TestCase("P-GEN-ANY", true)]
    [TestCase("P-EP-SIP and P-GEN-READ", false)]
    [TestCase("P-EP-SIP and P-GEN-POS", null)]
    [TestCase("P-EP-SIP and (P-REQ-READ or P-GEN-READ)", false)]
    [TestCase("P-EP-SIP or P-GEN-POS", true)]
    [TestCase("P-REQ-POS and P-REQ-READ; P-GEN-POS and P-GEN-POS", true)]
    [TestCase("PICS-RCPT,PICS-EXTLIST", false)]
    [TestCase("PICS-BCC-MODE=strip", true)]
    [TestCase("PICS-BCC-MODE=self", false)]
    [TestCase("PICS-BCC-MODE", true)]
    [TestCase("PICS-TLS", false)]
    [TestCase("P-DEFER", null)]
    public void Conditions_of_the_ledger_are_read_with_what_is_claimed_denied_and_left_open(string condition, bool? holds)
    {
        var pics = Claiming("positive-delivery") with
        {
            Transports = [TransportKind.Udp],
            Items = new Dictionary<string, string> { ["PICS-BCC-MODE"] = "strip", ["PICS-RCPT"] = "none", ["PICS-EXTLIST"] = "true" },
        };

        Assert.That(new Applicability(pics).Holds(condition), Is.EqualTo(holds));
    }

    [Test]
    public void Every_condition_of_the_ledger_can_be_read_to_its_end()
    {
        // With every item denied, a condition that is understood does not hold; one that is not would be left open.
        var denied = new Applicability(new SutPics { Seats = [], Transports = [], Receipts = [], Items = PicsItems.All.ToDictionary(i => i, _ => "false") });

        Assert.That(Requirements.All.Where(r => r.Condition is not null && denied.Holds(r.Condition) is not false).Select(r => $"{r.Id}: {r.Condition}"), Is.Empty);
    }

    private static SutPics Claiming(params string[] receipts) => new()
    {
        Seats = Seat.All,
        Transports = Enum.GetValues<TransportKind>(),
        Receipts = receipts.Length == 0 ? SutPics.ReceiptKinds : receipts,
    };
}
