using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Doctor;

namespace Conformance.Scenarios.Tests;

public sealed class FirstCasesSpecs
{
    private static readonly IReadOnlyList<TestCase> All = TestCase.Expand(Everything.Scenarios);

    public static IEnumerable<Seat> Seats => Seat.All;

    [TestCaseSource(nameof(Seats))]
    public void A_few_cases_try_every_action_of_a_seat(Seat seat)
    {
        TestCase[] cases = [.. All.Where(c => c.Assignment.Seat == seat)];

        var chosen = FirstCases.Choose(cases, _ => true);

        Assert.That(chosen.SelectMany(FirstCases.ActionsOf).Distinct(), Is.EquivalentTo(cases.SelectMany(FirstCases.ActionsOf).Distinct()));
        Assert.That(chosen, Has.Count.InRange(1, 12), "more would be a test run, not a visit to the doctor");
        Assert.That(chosen, Is.Unique);
    }

    [TestCaseSource(nameof(Seats))]
    public void Cases_that_need_an_unbound_action_are_left_out(Seat seat)
    {
        var chosen = FirstCases.Choose(All.Where(c => c.Assignment.Seat == seat), action => action is "send-im" or "send-list" or "open-session");

        Assert.That(chosen.SelectMany(FirstCases.ActionsOf), Is.SubsetOf(new[] { "send-im", "send-list", "open-session" }));
    }

    [Test]
    public void Without_any_action_a_recipient_still_shows_that_its_messages_arrive() =>
        Assert.That(FirstCases.Choose(All.Where(c => c.Assignment.Seat == Seat.ImRecipient), _ => false), Has.Count.EqualTo(1));
}
