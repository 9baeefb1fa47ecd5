using Conformance.Stack.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpStressSpecs
{
    [Test]
    public void A_hundred_thousand_chunks_cross_a_connection_in_time_proportional_to_their_number()
    {
        Milliseconds(1_000);
        var (few, many) = (Milliseconds(10_000), Milliseconds(100_000));

        TestContext.Out.WriteLine($"10,000 chunks {few:F0} ms, 100,000 chunks {many:F0} ms");
        // Quadratic work would take a hundred times as long.
        Assert.That(many, Is.LessThan(Math.Max(1000, few * 40)));

        static double Milliseconds(int count)
        {
            using var world = new MsrpWorld().Connected();
            var received = 0;
            var accepted = false;
            world.Bob.Request += _ => received++;
            var start = Processor();

            var transfer = world.Alice.Send(MsrpWorld.Octets(count) with { ChunkSize = 1 });
            transfer.Accepted += () => accepted = true;
            world.Loop.RunUntilIdle();

            var spent = Processor() - start;
            Assert.That((received, accepted), Is.EqualTo((count, true)));
            Assert.That(world.AtBob.Single().Body.Length, Is.EqualTo(count));
            return spent;
        }
    }

    [Test]
    public void One_chunk_of_many_megabytes_is_read_in_small_pieces()
    {
        using var world = new MsrpWorld().Connected();
        world.Alice.Send(MsrpWorld.Octets(15_000_000) with { FailureReport = "no" });
        world.Loop.RunUntilIdle();

        Assert.That(world.AtBob.Single().Body.Length, Is.EqualTo(15_000_000));
    }

    // Time of this process only: the machine may be busy with others.
    private static double Processor() => Environment.CpuUsage.TotalTime.TotalMilliseconds;
}
