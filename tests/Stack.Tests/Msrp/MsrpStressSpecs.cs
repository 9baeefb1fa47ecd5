using System.Diagnostics;
using Conformance.Stack.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpStressSpecs
{
    [Test]
    public void A_hundred_thousand_chunks_cross_a_connection_and_are_all_answered()
    {
        const int Count = 100_000;
        using var world = new MsrpWorld();
        var received = 0;
        world.Bob.Request += _ => received++;
        world.Connected();
        received = 0;
        var accepted = false;
        var watch = Stopwatch.StartNew();

        var transfer = world.Alice.Send(MsrpWorld.Octets(Count) with { ChunkSize = 1 });
        transfer.Accepted += () => accepted = true;
        world.Loop.RunUntilIdle();

        Assert.That((received, accepted), Is.EqualTo((Count, true)));
        Assert.That(world.AtBob.Single().Body.Length, Is.EqualTo(Count));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), "quadratic work would take hours");
    }

    [Test]
    public void One_chunk_of_many_megabytes_is_read_in_small_pieces()
    {
        using var world = new MsrpWorld().Connected();
        world.Alice.Send(MsrpWorld.Octets(15_000_000) with { FailureReport = "no" });
        world.Loop.RunUntilIdle();

        Assert.That(world.AtBob.Single().Body.Length, Is.EqualTo(15_000_000));
    }
}
