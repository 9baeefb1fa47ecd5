using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpFailureSpecs
{
    [TestCase(null, true)]
    [TestCase("yes", true)]
    [TestCase("partial", false)]
    [TestCase("no", false)]
    public void The_response_timer_runs_only_when_a_response_is_owed(string? failureReport, bool runs)
    {
        using var world = new MsrpWorld().Connected();
        world.Bob.Replies = new Script { OnRespond = _ => MsrpReply.None };
        var start = world.Loop.Now;
        TimeSpan? failedAfter = null;
        world.Alice.Failed += (_, _) => failedAfter = world.Loop.Now - start;

        var transfer = world.Alice.Send(MsrpWorld.Text("x") with { FailureReport = failureReport });
        world.Loop.RunFor(TimeSpan.FromSeconds(100));

        Assert.That(failedAfter, Is.EqualTo(runs ? TimeSpan.FromSeconds(30) : (TimeSpan?)null));
        Assert.That(transfer.Failure?.Kind, Is.EqualTo(runs ? MsrpFailureKind.Timeout : (MsrpFailureKind?)null));
        Assert.That(world.Alice.IsUp, "an unanswered message does not end the session");
    }

    [Test]
    public void Accepted_means_that_every_chunk_was_answered_200()
    {
        using var world = new MsrpWorld().Connected();
        var events = new List<string>();
        var transfer = world.Alice.Send(MsrpWorld.Octets(1000) with { ChunkSize = 100 });
        transfer.Sent += () => events.Add("sent");
        transfer.Accepted += () => events.Add("accepted");

        world.Loop.RunUntilIdle();

        Assert.That(events, Is.EqualTo(new[] { "sent", "accepted" }));
        Assert.That(world.FromBob.Count(message => message.StatusCode == 200), Is.EqualTo(10));
        Assert.That(world.Loop.Now, Is.LessThan(Conformance.Stack.Net.VirtualLoop.Epoch + TimeSpan.FromSeconds(1)), "no timer is left behind");
    }

    [Test]
    public void An_error_response_aborts_the_rest_of_the_message()
    {
        using var world = new MsrpWorld(new MsrpSettings { WriteAhead = 2048 }).Connected();
        world.Bob.Replies = new Script { OnRespond = _ => new MsrpReply.Status(413) };
        var transfer = world.Alice.Send(MsrpWorld.Octets(1_000_000) with { ChunkSize = 4000 });

        world.Loop.RunUntilIdle();

        Assert.That(transfer.State, Is.EqualTo(MsrpTransferState.Aborted));
        Assert.That(transfer.Failure?.Message?.StatusCode, Is.EqualTo(413));
        Assert.That(world.FromAlice.Last().Flag, Is.EqualTo(MsrpFlag.Aborted));
        Assert.That(transfer.OctetsSent, Is.LessThan(50_000));
    }

    [TestCase("partial", true)]
    [TestCase("no", false)]
    public void An_error_counts_under_partial_and_is_not_listened_to_under_no(string failureReport, bool fails)
    {
        using var world = new MsrpWorld().Connected();
        world.Bob.Replies = new Script { OnRespond = _ => new MsrpReply.Status(403) };
        var transfer = world.Alice.Send(MsrpWorld.Text("x") with { FailureReport = failureReport });
        world.Loop.RunUntilIdle();

        Assert.That(transfer.Failure is not null, Is.EqualTo(fails));
    }

    [Test]
    public void A_REPORT_of_failure_fails_the_message_it_names()
    {
        using var world = new MsrpWorld().Connected();
        var transfer = world.Alice.Send(MsrpWorld.Text("x"));
        world.Bob.Message += message => world.Bob.SendReport(message.First, new MsrpByteRange(1, 1, 1), 408, "lost later");
        world.Loop.RunUntilIdle();

        Assert.That(transfer.Failure?.Kind, Is.EqualTo(MsrpFailureKind.Report));
        Assert.That(transfer.Failure?.Text, Does.Contain("000 408 lost later"));
    }
}
