using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Conformance.Stack.Net;

namespace Conformance.Cli.Serving;

/// <summary>
/// The control hooks of live seats over HTTP. <c>POST /actions/NAME</c> with a JSON object of values makes a user act: 200 when done, 409 with a
/// sentence when the seat refuses. <c>GET /events</c> is a stream without end, one line of JSON for each thing that a user sees.
/// </summary>
internal sealed class ControlFace : IAsyncDisposable
{
    private const int MostAttempts = 20;

    // Far more than a run has under way; a reader that stands still must not fill the memory.
    private const int MostUnread = 100_000;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LiveSeats _seats;
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<Channel<string>, bool> _readers = [];
    private readonly Task _serving;

    private ControlFace(LiveSeats seats, HttpListener listener, string url)
    {
        _seats = seats;
        _listener = listener;
        Url = url;
        seats.Saw += OnSaw;
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    internal string Url { get; }

    /// <summary>Opens it.</summary>
    /// <param name="seats">What it drives.</param>
    /// <param name="address">The address to listen on; 127.0.0.1 stands in for one of IPv6.</param>
    /// <param name="port">0 takes any free one.</param>
    /// <exception cref="NetworkException">The port is taken.</exception>
    internal static ControlFace Open(LiveSeats seats, IPAddress address, int port)
    {
        // The listener of .NET takes no IPv6 address in its prefixes.
        address = address.AddressFamily is AddressFamily.InterNetworkV6 ? IPAddress.Loopback : address;
        for (var attempt = 1; ; attempt++)
        {
            var endpoint = new IPEndPoint(address, port == 0 ? FreePort(address) : port);
            var listener = new HttpListener { IgnoreWriteExceptions = false };
            listener.Prefixes.Add($"http://{endpoint}/");
            try
            {
                listener.Start();
                return new ControlFace(seats, listener, $"http://{endpoint}");
            }
            catch (Exception fault) when (fault is HttpListenerException or SocketException)
            {
                ((IDisposable)listener).Dispose();

                // Between finding a free port and opening it somebody else may take it.
                if (port != 0 || attempt == MostAttempts)
                {
                    throw new NetworkException(endpoint, $"the control port {endpoint} cannot be opened: {fault.Message}", fault);
                }
            }
        }
    }

    /// <summary>What went wrong, without what .NET adds about parameters of ours, of which the reader has never heard.</summary>
    internal static string TextOf(Exception refused) => refused.Message.Split(" (Parameter '")[0];

    public async ValueTask DisposeAsync()
    {
        _seats.Saw -= OnSaw;
        _listener.Close();
        foreach (var reader in _readers.Keys)
        {
            reader.Writer.TryComplete();
        }

        await _serving;
    }

    private static int FreePort(IPAddress address)
    {
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint?)probe.LocalEndPoint)?.Port ?? throw new InvalidOperationException("a bound socket has no address");
    }

    private void OnSaw(string seat, string sight, IReadOnlyDictionary<string, string> values)
    {
        if (_readers.IsEmpty)
        {
            return;
        }

        var line = JsonSerializer.Serialize(new { seat, @event = sight, values }, Json) + "\n";
        foreach (var reader in _readers.Keys)
        {
            if (!reader.Writer.TryWrite(line))
            {
                // Its stream ends, which tells it that it has missed something.
                reader.Writer.TryComplete();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The face is being closed; a listener that is still open goes on.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var path = context.Request.Url?.AbsolutePath ?? "";
            switch (context.Request.HttpMethod)
            {
                case "POST" when path.StartsWith("/actions/", StringComparison.Ordinal):
                    await PerformAsync(context, Uri.UnescapeDataString(path["/actions/".Length..]));
                    break;
                case "GET" when path == "/events":
                    await StreamAsync(context.Response);
                    break;
                default:
                    await EndAsync(context.Response, 404, "there is POST /actions/NAME with a JSON object of values, and GET /events");
                    break;
            }
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever asked has hung up, or the face is being closed: there is nobody left to tell.
            context.Response.Abort();
        }
    }

    private async Task PerformAsync(HttpListenerContext context, string action)
    {
        Dictionary<string, string> values;
        try
        {
            values = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(context.Request.InputStream) ?? [];
        }
        catch (JsonException malformed)
        {
            await EndAsync(context.Response, 400, $"the body is no JSON object of strings: {malformed.Message}");
            return;
        }

        try
        {
            await _seats.PerformAsync(action, values);
            await EndAsync(context.Response, 200, "");
        }
        catch (ArgumentException refused)
        {
            await EndAsync(context.Response, 409, TextOf(refused));
        }
    }

    private async Task StreamAsync(HttpListenerResponse response)
    {
        var reader = Channel.CreateBounded<string>(new BoundedChannelOptions(MostUnread) { SingleReader = true });
        _readers[reader] = true;
        try
        {
            response.ContentType = "application/x-ndjson";
            response.SendChunked = true;

            // An empty line tells the reader that it misses nothing from here on.
            await response.OutputStream.WriteAsync("\n"u8.ToArray());
            await response.OutputStream.FlushAsync();
            var batch = new StringBuilder();
            while (await reader.Reader.WaitToReadAsync())
            {
                batch.Clear();
                while (reader.Reader.TryRead(out var line))
                {
                    batch.Append(line);
                }

                await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(batch.ToString()));
                await response.OutputStream.FlushAsync();
            }

            response.Close();
        }
        finally
        {
            _readers.TryRemove(reader, out _);
        }
    }

    private static async Task EndAsync(HttpListenerResponse response, int status, string problem)
    {
        var body = Encoding.UTF8.GetBytes(problem);
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength64 = body.Length;
        await response.OutputStream.WriteAsync(body);
        response.Close();
    }
}
