using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Conformance.Harness.Remote.Control;
using Conformance.Harness.Remote.Description;

namespace Conformance.Harness.Tests.Remote.Control;

public sealed class BoundActionsSpecs
{
    private static readonly Dictionary<string, string> Values = new() { ["user"] = "bob.k3", ["message-id"] = "a b/\"c\"", ["seat"] = "im-recipient" };

    [Test]
    public async Task A_command_gets_values_as_arguments_and_in_its_environment()
    {
        using var actions = Bound("""{ "exec": ["sh", "-c", "test \"$1\" = 'a b/\"c\"' && test \"$CONFORMANCE_MESSAGE_ID\" = \"$1\" && test $CONFORMANCE_ACTION = read", "sh", "{message-id}"] }""");

        Assert.That(actions.Supports("read"));
        Assert.That(await actions.PerformAsync("read", Values), Is.Null);
    }

    [Test]
    public async Task A_command_that_fails_says_why_by_its_standard_error()
    {
        using var actions = Bound("""{ "exec": ["sh", "-c", "echo no such message >&2; exit 7"] }""");

        Assert.That(await actions.PerformAsync("read", Values), Is.EqualTo("sh ended with status 7: no such message"));
    }

    [Test]
    public async Task A_command_that_does_not_end_is_stopped()
    {
        using var actions = Bound("""{ "exec": ["sleep", "600"], "timeoutMs": 100 }""");

        Assert.That(await actions.PerformAsync("read", Values), Is.EqualTo("sleep did not end within 0.1 s and was stopped"));
    }

    [Test]
    public async Task A_command_that_is_not_there_is_named()
    {
        using var actions = Bound("""{ "exec": ["./no-such-tool"] }""");

        Assert.That(await actions.PerformAsync("read", Values), Does.StartWith("./no-such-tool cannot be started in "));
    }

    [Test]
    public async Task A_request_carries_values_in_its_URL_and_body()
    {
        using var face = new Face(200, "");
        using var actions = Bound($$"""{ "http": { "method": "PUT", "url": "{{face.Url}}/{user}/{message-id}", "body": { "id": "{message-id}", "all": "{values}" } } }""");

        var problem = await actions.PerformAsync("read", Values);

        Assert.That(problem, Is.Null);
        var (line, body) = face.Requests.Single();
        Assert.That(line, Is.EqualTo("PUT /bob.k3/a%20b%2F%22c%22"));
        using var json = JsonDocument.Parse(body);
        Assert.That(json.RootElement.GetProperty("id").GetString(), Is.EqualTo(Values["message-id"]));
        Assert.That(json.RootElement.GetProperty("all").GetProperty("seat").GetString(), Is.EqualTo("im-recipient"));
    }

    [Test]
    public async Task A_request_that_is_refused_says_why_by_its_body()
    {
        using var face = new Face(409, "no such message");
        using var actions = Bound($$"""{ "http": { "url": "{{face.Url}}/read" } }""");

        Assert.That(await actions.PerformAsync("read", Values), Is.EqualTo($"POST {face.Url}/read was answered 409: no such message"));
    }

    [Test]
    public async Task A_request_to_nobody_fails_and_says_so()
    {
        using var actions = Bound("""{ "http": { "url": "http://127.0.0.1:9/read" } }""");

        Assert.That(await actions.PerformAsync("read", Values), Does.StartWith("POST http://127.0.0.1:9/read: "));
    }

    [Test]
    public async Task A_person_is_asked_one_thing_at_a_time_and_may_say_what_went_wrong()
    {
        var person = new Person();
        using var actions = Bound("""{ "manual": "Open message {message-id}" }""", person);

        var asked = Enumerable.Range(0, 5).Select(_ => actions.PerformAsync("read", Values)).ToArray();

        Assert.That(await Task.WhenAll(asked), Is.All.EqualTo("the phone is broken"));
        Assert.That((person.Asked, person.MostAtOnce), Is.EqualTo((5, 1)));
    }

    [Test]
    public async Task Without_a_person_a_manual_action_fails()
    {
        using var actions = Bound("""{ "manual": "Open it" }""");

        Assert.That(await actions.PerformAsync("read", Values), Does.StartWith("nobody is at the console"));
    }

    [Test]
    public async Task An_action_may_be_bound_to_nothing()
    {
        using var actions = Bound("\"none\"");

        Assert.That(actions.Supports("read"), Is.False);
        Assert.That(await actions.PerformAsync("read", Values), Does.StartWith("read is bound to nothing"));
    }

    private static BoundActions Bound(string binding, IOperator? person = null) => new(Sut($$"""{ "actions": { "read": {{binding}} } }"""), person);

    internal static SutDescription Sut(string control) => SutFile.Parse(
        Encoding.UTF8.GetBytes($$"""
            {
              "name": "Acme",
              "pics": { "seats": ["im-recipient"], "transports": ["udp"] },
              "addresses": { "im-recipient": { "udp": "127.0.0.1:5060" } },
              "control": {{control}}
            }
            """),
        "/tmp/acme.json",
        _ => null);

    private sealed class Person : IOperator
    {
        private int _atOnce;

        internal int Asked { get; private set; }

        internal int MostAtOnce { get; private set; }

        public async Task<string?> AskAsync(string request, CancellationToken cancel)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            // Whoever does not wait for the answer asks again meanwhile.
            await Task.Yield();
            Asked++;
            Interlocked.Decrement(ref _atOnce);
            return request == "Open message a b/\"c\"" ? "the phone is broken" : null;
        }
    }
}

/// <summary>A control interface that keeps what it is asked and always answers the same.</summary>
internal sealed class Face : IDisposable
{
    private readonly HttpListener _listener = new();

    internal Face(int status, string answer)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://{probe.LocalEndpoint}";
        }

        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = Task.Run(() => AnswerAsync(status, answer));
    }

    internal string Url { get; }

    internal ConcurrentQueue<(string Line, string Body)> Requests { get; } = [];

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task AnswerAsync(int status, string answer)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Requests.Enqueue(($"{context.Request.HttpMethod} {context.Request.RawUrl}", await reader.ReadToEndAsync()));
                context.Response.StatusCode = status;
                context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
