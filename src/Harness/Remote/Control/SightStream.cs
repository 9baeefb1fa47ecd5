using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Conformance.Harness.Remote.Description;

namespace Conformance.Harness.Remote.Control;

/// <summary>
/// What the users of a system under test see, as it reports it: a response that goes on, or the output of a command, one JSON object a line. A stream
/// that breaks is opened again; whoever needs to know that something may have been missed looks at <see cref="Breaks"/>.
/// </summary>
internal sealed class SightStream : IDisposable
{
    // A line of a hostile system must not fill the memory. The largest sights name every recipient of a large list.
    private const int LongestLine = 4 << 20;

    // A system that is being started anew is back in seconds; asking more often would only keep it busy.
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(500);

    private readonly SutDescription _sut;
    private readonly ControlBinding _binding;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _over = new();
    private int _breaks;

    private SightStream(SutDescription sut, ControlBinding binding, HttpClient client)
    {
        _sut = sut;
        _binding = binding;
        _client = client;
    }

    /// <summary>Raised for each sight, on any thread, in the order of the stream.</summary>
    internal event Action<SightLine>? Seen;

    /// <summary>How often the stream broke.</summary>
    internal int Breaks => Volatile.Read(ref _breaks);

    /// <summary>Opens the stream.</summary>
    /// <param name="sut">The system under test.</param>
    /// <param name="binding">What its sights are bound to.</param>
    /// <param name="client">Makes the request.</param>
    /// <param name="seen">Gets every sight from the first on; null when nobody needs the first.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="RemoteException">It cannot be opened.</exception>
    internal static async Task<SightStream> OpenAsync(SutDescription sut, ControlBinding binding, HttpClient client, Action<SightLine>? seen, CancellationToken cancel)
    {
        var stream = new SightStream(sut, binding, client);
        stream.Seen += seen;
        var source = await stream.ConnectAsync(cancel).ConfigureAwait(false);
        _ = Task.Run(() => stream.FollowAsync(source), CancellationToken.None);
        return stream;
    }

    /// <summary>Closes the stream; a command is ended.</summary>
    public void Dispose() => _over.Cancel();

    private async Task FollowAsync(Source source)
    {
        while (true)
        {
            try
            {
                await ReadAsync(source).ConfigureAwait(false);
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                // The end of the stream, by whatever cause, is dealt with below.
            }

            source.Dispose();
            if (_over.IsCancellationRequested)
            {
                return;
            }

            Interlocked.Increment(ref _breaks);
            if (await AgainAsync().ConfigureAwait(false) is not { } next)
            {
                return;
            }

            source = next;
        }
    }

    private async Task<Source?> AgainAsync()
    {
        using var pause = new PeriodicTimer(BetweenAttempts);
        try
        {
            while (await pause.WaitForNextTickAsync(_over.Token).ConfigureAwait(false))
            {
                try
                {
                    return await ConnectAsync(_over.Token).ConfigureAwait(false);
                }
                catch (RemoteException)
                {
                    // Not there yet; the cases that miss sights say so.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }

        return null;
    }

    private async Task ReadAsync(Source source)
    {
        using var reader = new StreamReader(source.Lines, Encoding.UTF8);
        var line = new StringBuilder();
        var buffer = new char[8192];
        while (await reader.ReadAsync(buffer.AsMemory(), _over.Token).ConfigureAwait(false) is > 0 and var read)
        {
            var rest = buffer.AsMemory(0, read);
            while (rest.Span.IndexOf('\n') is >= 0 and var end)
            {
                line.Append(rest[..end]);
                if (SightLine.Read(line.ToString()) is { } seen)
                {
                    Seen?.Invoke(seen);
                }

                line.Clear();
                rest = rest[(end + 1)..];
            }

            if (line.Length + rest.Length > LongestLine)
            {
                throw new IOException("a line of the stream of sights has no end");
            }

            line.Append(rest);
        }
    }

    private async Task<Source> ConnectAsync(CancellationToken cancel)
    {
        var values = new Dictionary<string, string>();
        if (_binding is ControlBinding.Exec exec)
        {
            try
            {
                var process = Process.Start(ExecAction.Start(exec, _sut.Folder, "events", values)) ?? throw new Win32Exception("it did not start");
                process.StandardInput.Close();
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                return new Source(process.StandardOutput.BaseStream, () => End(process));
            }
            catch (Win32Exception fault)
            {
                throw new RemoteException($"the command that reports what users see, {exec.Command[0]}, cannot be started in {_sut.Folder}: {fault.Message}", fault);
            }
        }

        var http = _binding as ControlBinding.Http ?? throw new RemoteException("events can be bound to http or exec only");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(http.Timeout);
        var url = Placeholders.Fill(http.Url, "events", values, Uri.EscapeDataString);
        try
        {
            using var request = HttpAction.Request(http, url, http.Body?.Fill("events", values));
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                response.Dispose();
                throw new RemoteException(_sut.Redaction.Apply($"{http.Method} {url}, which reports what users see, was answered {(int)response.StatusCode} {response.ReasonPhrase}; see control.events in {_sut.File}"));
            }

            return new Source(await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false), response.Dispose);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new RemoteException(_sut.Redaction.Apply($"{http.Method} {url}, which reports what users see, was not answered within {http.Timeout.TotalSeconds:0.#} s; a server has to begin its response at once"), late);
        }
        catch (HttpRequestException fault)
        {
            throw new RemoteException(_sut.Redaction.Apply($"{http.Method} {url}, which reports what users see, failed: {(fault.InnerException ?? fault).Message}; is the system running, and control.events in {_sut.File} right?"), fault);
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }

        process.Dispose();
    }

    /// <summary>An open stream of lines with what ends it.</summary>
    private sealed class Source(Stream lines, Action end) : IDisposable
    {
        internal Stream Lines { get; } = lines;

        public void Dispose() => end();
    }
}
