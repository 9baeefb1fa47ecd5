using Conformance.Stack.Net;
using Conformance.Stack.Sip;

namespace Conformance.Stack.Tests.Sip;

/// <summary>Whatever arrives, no handler throws, and nothing is left behind when it is over.</summary>
[TestFixture]
public sealed class HostileInputSpecs
{
    [TestCase(TransportKind.Udp, 1)]
    [TestCase(TransportKind.Udp, 2)]
    [TestCase(TransportKind.Tcp, 3)]
    [TestCase(TransportKind.Tcp, 4)]
    public void Damaged_requests_and_answers_do_no_harm(TransportKind kind, int seed)
    {
        var random = new Bogus.Randomizer(seed);
        using var world = new SipWorld((ulong)seed);
        world.Network.Add(new LinkRule { Segment = 100 });
        world.Bob.Transactions.RequestReceived += transaction =>
        {
            var status = random.ArrayElement([200, 302, 486, 503]);
            transaction.RespondBehind(Damage(random, SipWorld.Answer(transaction, status).Bytes));
            transaction.Respond(SipWorld.Answer(transaction, status));
        };

        for (var i = 0; i < 400; i++)
        {
            var message = SipWorld.Message("hi", random.ArrayElement(["MESSAGE", "INVITE", "ACK", "CANCEL", "OPTIONS"]));
            if (random.Bool() && message.Method != "ACK")
            {
                world.Alice.Transactions.Send(message, world.Bob.Target(kind), _ => { });
            }

            var withVia = message.Edit().AddFirst("Via", $"SIP/2.0/{kind} 10.0.0.1:5060;rport;branch=z9hG4bK{i}").Build();
            world.Alice.Transport.Send(Damage(random, withVia.Bytes), world.Bob.Target(kind));
            world.Loop.RunFor(TimeSpan.FromMilliseconds(20));
        }

        world.Loop.RunUntilIdle();
        Assert.That(world.Bob.Packets, Has.Count.GreaterThan(300));
        Assert.That(world.Alice.Transactions.Count, Is.Zero);
    }

    [Test]
    public void A_peer_that_feeds_headers_without_end_is_cut_off()
    {
        using var world = new SipWorld();
        world.Alice.Transport.Send(
            System.Text.Encoding.ASCII.GetBytes("MESSAGE sip:b SIP/2.0\r\n" + string.Concat(Enumerable.Repeat("X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", 10_000))),
            world.Bob.Target(TransportKind.Tcp));

        world.Loop.RunUntilIdle();

        Assert.That(world.Bob.LogWithoutTimes, Is.EqualTo(new[] { "< tcp limit" }));
        Assert.That(world.Bob.Transport.StreamCount, Is.Zero);
    }

    private static byte[] Damage(Bogus.Randomizer random, ReadOnlyMemory<byte> message)
    {
        var bytes = message.ToArray().ToList();
        for (var i = random.Int(1, 3); i > 0 && bytes.Count > 1; i--)
        {
            var at = random.Int(0, bytes.Count - 1);
            switch (random.Int(0, 3))
            {
                case 0:
                    bytes[at] = random.Byte();
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Int(1, 20), bytes.Count - at));
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.ArrayElement("\r\n,;\"< \0".ToCharArray()));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
