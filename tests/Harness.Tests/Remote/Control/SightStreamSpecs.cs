using System.Collections.Concurrent;
using Conformance.Harness.Remote;
using Conformance.Harness.Remote.Control;

namespace Conformance.Harness.Tests.Remote.Control;

public sealed class SightStreamSpecs
{
    [Test]
    public async Task A_line_is_a_sight_and_other_output_is_passed_over()
    {
        using var seen = new Seen();
        using var stream = await OpenAsync("""printf 'starting up\\n{\"event\":\"show\",\"seat\":\"im-recipient\",\"values\":{\"user\":\"bob\",\"n\":3}}\\n{\"event\":\\n{}\\n'; exec sleep 600""", seen);

        var line = seen.Next();

        Assert.That((line.Seat, line.Sight.Event, line.Sight.Values["user"], line.Sight.Values["n"]), Is.EqualTo(("im-recipient", "show", "bob", "3")));
        Assert.That(stream.Breaks, Is.Zero);
    }

    [Test]
    public async Task A_stream_that_breaks_is_opened_again_and_the_break_is_counted()
    {
        using var seen = new Seen();
        using var stream = await OpenAsync("""echo '{\"event\":\"show\",\"values\":{\"user\":\"bob\"}}'""", seen);

        seen.Next();
        var second = seen.Next();

        Assert.That(second.Sight.Values["user"], Is.EqualTo("bob"));
        Assert.That(stream.Breaks, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public void A_stream_that_cannot_be_opened_names_what_to_mend()
    {
        var sut = BoundActionsSpecs.Sut("""{ "events": { "http": { "url": "http://127.0.0.1:9/events" } } }""");

        Assert.That(
            async () => await RemoteSutSource.OpenAsync(sut, null),
            Throws.InstanceOf<RemoteException>().With.Message.Contains("GET http://127.0.0.1:9/events").And.Message.Contains("control.events in /tmp/acme.json"));
    }

    private static async Task<SightStream> OpenAsync(string script, Seen seen)
    {
        var sut = BoundActionsSpecs.Sut($$"""{ "events": { "exec": ["sh", "-c", "{{script}}"] } }""");
        var binding = sut.Control.Events ?? throw new InvalidOperationException("events are bound");
        return await SightStream.OpenAsync(sut, binding, new HttpClient(), seen.Add, CancellationToken.None);
    }

    private sealed class Seen : IDisposable
    {
        private readonly BlockingCollection<SightLine> _lines = [];

        public void Dispose() => _lines.Dispose();

        internal void Add(SightLine line) => _lines.Add(line);

        internal SightLine Next()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            return _lines.Take(limit.Token);
        }
    }
}
