using Conformance.Harness.Remote.Description;
using Conformance.Harness.Remote.Doctor;

namespace Conformance.Harness.Tests.Remote.Doctor;

public sealed class TimerProposalSpecs
{
    private static readonly SutTimers Standard = new();

    [Test]
    public void A_quick_system_gets_short_timers_and_keeps_its_T1()
    {
        var proposal = TimerProposal.From(Times(1, 1, 2), Times(5), Times(10, 20, 30), Standard);

        Assert.That(proposal.Timers, Is.EqualTo(new SutTimers
        {
            T1 = Standard.T1,
            Response = TimeSpan.FromSeconds(1),
            Act = TimeSpan.FromSeconds(2),
            Grace = TimeSpan.FromMilliseconds(400),
        }));
        Assert.That(TimerProposal.IsTooShort(Standard, Times(1, 1, 2), Times(10, 20, 30)), Is.False);
    }

    [Test]
    public void A_slow_path_gets_a_longer_T1_and_time_enough_for_everything()
    {
        var (answers, messages) = (Times(700, 800, 900), Times(1500));

        var proposal = TimerProposal.From(answers, Times(300), messages, Standard);

        Assert.That(proposal.Timers, Is.EqualTo(new SutTimers
        {
            T1 = TimeSpan.FromMilliseconds(1200),
            Response = TimeSpan.FromSeconds(18),
            Act = TimeSpan.FromSeconds(30),
            Grace = TimeSpan.FromSeconds(8),
        }));
        Assert.That(TimerProposal.IsTooShort(Standard, answers, messages));
        Assert.That(TimerProposal.IsTooShort(proposal.Timers, answers, messages), Is.False, "a proposal satisfies the doctor");
    }

    [Test]
    public void A_path_that_may_lose_something_gets_time_for_four_repetitions()
    {
        var proposal = TimerProposal.From(Times(100, 101, 102), Times(100), Times(200), Standard);

        Assert.That((proposal.Timers.T1, proposal.Timers.Response, proposal.Timers.Act), Is.EqualTo((Standard.T1, Standard.T1 * 15, Standard.T1 * 15)));
    }

    [Test]
    public void A_proposal_reads_as_a_part_of_a_sut_file()
    {
        var written = TimerProposal.From(Times(1), Times(), Times(), Standard).ToString();

        Assert.That(written, Is.EqualTo("""
            "timers": { "t1Ms": 500, "responseMs": 1000, "actMs": 2000, "graceMs": 400 }
            """.Trim()));
    }

    [TestCase(0.04, "0.0 ms")]
    [TestCase(3.14159, "3.1 ms")]
    [TestCase(42.4, "42 ms")]
    [TestCase(12_345, "12.3 s")]
    public void Times_are_spelled_as_people_read_them(double milliseconds, string spelled) =>
        Assert.That(RoundTrips.Spell(TimeSpan.FromMilliseconds(milliseconds)), Is.EqualTo(spelled));

    [Test]
    public void Of_no_times_the_middle_is_zero() => Assert.That((Times().Median, Times().Longest, Times().Count), Is.EqualTo((TimeSpan.Zero, TimeSpan.Zero, 0)));

    private static RoundTrips Times(params int[] milliseconds)
    {
        var times = new RoundTrips();
        foreach (var time in milliseconds)
        {
            times.Add(TimeSpan.FromMilliseconds(time));
        }

        return times;
    }
}
