using System.Diagnostics;
using Conformance.Stack.Net;

namespace Conformance.Stack.Tests.Net;

[TestFixture]
public sealed class SocketLoopSpecs
{
    [Test]
    public async Task Work_from_many_threads_runs_one_at_a_time_on_the_loop()
    {
        using var loop = new SocketLoop();
        var (count, elsewhere) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                loop.Post(() =>
                {
                    count++;
                    elsewhere += loop.IsCurrent ? 0 : 1;
                });
            }
        })));

        Assert.That(await loop.InvokeAsync(() => (count, elsewhere)), Is.EqualTo((8000, 0)));
    }

    [Test]
    public async Task Timers_fire_in_order_and_on_time()
    {
        using var loop = new SocketLoop();
        var done = new TaskCompletionSource<List<string>>();
        var fired = new List<string>();
        var watch = Stopwatch.StartNew();
        await loop.InvokeAsync(() =>
        {
            loop.After(TimeSpan.FromMilliseconds(30), () => fired.Add("late"));
            loop.After(TimeSpan.FromMilliseconds(10), () => fired.Add("early"));
            loop.After(TimeSpan.FromMilliseconds(20), () => fired.Add("cancelled")).Dispose();
            loop.After(TimeSpan.FromMilliseconds(30), () => done.SetResult(fired));
        });

        Assert.That(await done.Task.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(new[] { "early", "late" }));
        Assert.That(watch.ElapsedMilliseconds, Is.GreaterThanOrEqualTo(29));
    }

    [Test]
    public async Task A_fault_is_reported_and_the_loop_goes_on()
    {
        using var loop = new SocketLoop();
        var faults = new List<string>();
        loop.UnhandledFault += fault => faults.Add(fault.Message);
        loop.Post(() => throw new FormatException("broken handler"));

        Assert.That(await loop.InvokeAsync(() => faults.Count), Is.EqualTo(1));
        Assert.That((faults[0], loop.FirstFault?.Message), Is.EqualTo(("broken handler", "broken handler")));
    }

    [Test]
    public void A_fault_of_invoked_work_belongs_to_the_caller()
    {
        using var loop = new SocketLoop();

        Assert.That(() => loop.InvokeAsync(() => throw new FormatException("mine")), Throws.TypeOf<FormatException>());
        Assert.That(loop.FirstFault, Is.Null);
    }

    [Test]
    public void Timers_may_only_be_set_on_the_loop()
    {
        using var loop = new SocketLoop("the-loop");

        Assert.That(() => loop.After(TimeSpan.Zero, () => { }), Throws.InvalidOperationException.With.Message.Contains("the-loop"));
    }

    [Test]
    public void After_disposal_work_is_dropped_and_callers_are_told()
    {
        var loop = new SocketLoop();
        loop.Dispose();
        loop.Post(() => Assert.Fail("ran"));

        Assert.That(() => loop.InvokeAsync(() => 1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(loop.Dispose, Throws.Nothing);
    }
}
