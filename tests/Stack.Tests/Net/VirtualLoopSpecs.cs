using Conformance.Stack.Net;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Stack.Tests.Net;

[TestFixture]
public sealed class VirtualLoopSpecs
{
    [Test]
    public void Posted_work_runs_in_order_before_time_moves()
    {
        var loop = new VirtualLoop();
        var seen = new List<string>();
        loop.After(TimeSpan.Zero, () => seen.Add("timer"));
        loop.Post(() =>
        {
            seen.Add("first");
            loop.Post(() => seen.Add("third"));
        });
        loop.Post(() => seen.Add("second"));

        loop.RunUntilIdle();

        Assert.That(seen, Is.EqualTo(new[] { "first", "second", "third", "timer" }));
        Assert.That(loop.Now, Is.EqualTo(VirtualLoop.Epoch));
    }

    [Test]
    public void Timers_fire_by_time_then_by_the_order_they_were_asked_for_whatever_was_cancelled()
    {
        var plans = Gen.Choose(0, 20).Zip(Gen.Elements(false, false, true)).ListOf();

        Prop.ForAll(plans.ToArbitrary(), plan =>
        {
            var loop = new VirtualLoop();
            var fired = new List<int>();
            var timers = plan.Select((entry, i) => loop.After(TimeSpan.FromSeconds(entry.Item1), () => fired.Add(i))).ToList();
            for (var i = 0; i < timers.Count; i++)
            {
                if (plan[i].Item2)
                {
                    timers[i].Dispose();
                    timers[i].Dispose();
                }
            }

            loop.RunUntilIdle();
            var expected = plan.Select((entry, i) => (entry.Item1, entry.Item2, i)).Where(e => !e.Item2).OrderBy(e => e.Item1).Select(e => e.i);
            return fired.SequenceEqual(expected) && loop.IsIdle;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Cancelled_timers_leave_nothing_behind()
    {
        var loop = new VirtualLoop();
        for (var i = 0; i < 10_000; i++)
        {
            loop.After(TimeSpan.FromSeconds(32), () => { }).Dispose();
        }

        Assert.That(loop.IsIdle);
    }

    [Test]
    public void RunFor_stops_at_the_end_and_leaves_later_timers_alone()
    {
        var loop = new VirtualLoop();
        var fired = 0;
        loop.After(TimeSpan.FromSeconds(2), () => fired++);
        loop.After(TimeSpan.FromSeconds(4), () => fired++);

        loop.RunFor(TimeSpan.FromSeconds(3));

        Assert.That((fired, loop.Now - VirtualLoop.Epoch), Is.EqualTo((1, TimeSpan.FromSeconds(3))));
    }

    [Test]
    public void RunUntil_says_whether_the_condition_came_true_in_time()
    {
        var loop = new VirtualLoop();
        var done = false;
        loop.After(TimeSpan.FromSeconds(5), () => done = true);

        Assert.That(loop.RunUntil(() => done, TimeSpan.FromSeconds(4)), Is.False);
        Assert.That(loop.RunUntil(() => done, TimeSpan.FromSeconds(4)), Is.True);
        Assert.That(loop.Now - VirtualLoop.Epoch, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void What_reschedules_itself_for_ever_is_found_out()
    {
        var loop = new VirtualLoop();
        void Again() => loop.Post(Again);
        Again();

        Assert.That(() => loop.RunUntilIdle(maxSteps: 1000), Throws.InvalidOperationException.With.Message.Contains("rescheduling itself"));
    }

    [Test]
    public void A_fault_leaves_the_run_unless_someone_listens()
    {
        var loop = new VirtualLoop();
        loop.Post(() => throw new FormatException("one"));
        Assert.That(() => loop.RunUntilIdle(), Throws.TypeOf<FormatException>());

        var faults = new List<string>();
        loop.UnhandledFault += fault => faults.Add(fault.Message);
        loop.Post(() => throw new FormatException("two"));
        loop.Post(() => faults.Add("went on"));
        loop.RunUntilIdle();

        Assert.That(faults, Is.EqualTo(new[] { "two", "went on" }));
    }

}
