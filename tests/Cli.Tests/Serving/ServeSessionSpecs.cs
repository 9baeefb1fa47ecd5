using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using Conformance.Cli.Serving;

namespace Conformance.Cli.Tests.Serving;

public sealed class ServeSessionSpecs
{
    [Test]
    public async Task Two_live_seats_exchange_a_message_and_its_receipt()
    {
        using var bob = new Peer("im-recipient");
        using var alice = new Peer("im-sender");
        var address = (await bob.NextAsync("seat")).GetProperty("udp").GetString();

        alice.Say($"# a comment, then nothing\n\nsend-im user=alice to=\"sip:bob@{address}\" receipts=positive-delivery text=\"see you\"");

        var shown = (await bob.NextAsync("show")).GetProperty("values");
        Assert.That(shown.GetProperty("text").GetString(), Is.EqualTo("see you"));
        var receipt = (await alice.NextAsync("show-receipt")).GetProperty("values");
        Assert.That(receipt.GetProperty("class").GetString(), Is.EqualTo("delivered"));
        Assert.That(receipt.GetProperty("message-id").GetString(), Is.EqualTo(shown.GetProperty("message-id").GetString()));
        Assert.That((await bob.EndAsync(), await alice.EndAsync()), Is.EqualTo((ExitCode.Conformant, ExitCode.Conformant)));
    }

    [TestCase("nonsense user=alice", "no action \"nonsense\"")]
    [TestCase("send-im user=alice", "needs the value to")]
    [TestCase("send-im text=\"open", "not closed")]
    public async Task A_line_that_makes_no_sense_is_answered_and_serving_goes_on(string line, string problem)
    {
        using var seat = new Peer("im-sender");

        seat.Say(line);

        Assert.That((await seat.NextAsync("error")).GetProperty("error").GetString(), Does.Contain(problem).And.Not.Contain("Parameter"));
        Assert.That(await seat.EndAsync(), Is.EqualTo(ExitCode.Conformant));
    }

    /// <summary>A live seat with its lines in and out.</summary>
    private sealed class Peer : TextWriter
    {
        private readonly Pipe _input = new();
        private readonly BlockingCollection<JsonElement> _lines = [];
        private readonly Task<int> _served;

        internal Peer(string seat)
        {
            var options = new ServeOptions { Seats = [seat], Address = IPAddress.Loopback, T1 = TimeSpan.FromMilliseconds(500), Seed = (ulong)seat.Length };
            _served = Task.Run(() => new ServeSession(options, new StreamReader(_input.Reader.AsStream()), this).RunAsync());
        }

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => _lines.Add(JsonDocument.Parse(value ?? "").RootElement);

        internal void Say(string line)
        {
            _input.Writer.AsStream().Write(Encoding.UTF8.GetBytes(line + "\n"));
            _input.Writer.FlushAsync().AsTask().Wait();
        }

        /// <summary>The next line with that property, or about that event; others are passed over.</summary>
        internal async Task<JsonElement> NextAsync(string what) => await Task.Run(() =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                var line = _lines.Take(limit.Token);
                if (line.TryGetProperty(what, out _) || (line.TryGetProperty("event", out var name) && name.GetString() == what))
                {
                    return line;
                }
            }
        });

        internal async Task<int> EndAsync()
        {
            await _input.Writer.CompleteAsync();
            return await _served;
        }

        protected override void Dispose(bool disposing)
        {
            _input.Writer.Complete();
            _lines.Dispose();
            base.Dispose(disposing);
        }
    }
}
