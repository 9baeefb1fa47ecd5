using System.Net;
using Conformance.Harness.Journal;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Harness.Replay;

/// <summary>
/// A network on which nobody is but the recording of one case: what came from outside comes again at its time, in its order, over the connections it
/// came over; what is sent goes nowhere.
/// </summary>
internal sealed class ReplayNetwork : INetwork
{
    private readonly RecordedCase _recorded;
    private readonly VirtualLoop _loop;
    private readonly Dictionary<int, Action<ReadOnlyMemory<byte>, IPEndPoint>> _datagrams = [];
    private readonly Dictionary<int, Action<IByteStream>> _listeners = [];
    private readonly Dictionary<(IPEndPoint, IPEndPoint), ReplayStream> _streams = [];
    private readonly List<(IPEndPoint Local, IPEndPoint Remote)> _ours;
    private readonly Dictionary<(IPEndPoint, IPEndPoint), List<ReadOnlyMemory<byte>>> _early = [];
    private readonly List<StreamEvent> _refusals;

    internal ReplayNetwork(RecordedCase recorded, VirtualLoop loop)
    {
        _recorded = recorded;
        _loop = loop;
        int?[] ports = [recorded.Begun.Bed.Sip?.Port, recorded.Begun.Bed.PlainSip?.Port, recorded.Begun.Bed.TlsSip?.Port, recorded.Begun.Bed.Impostor?.Port, recorded.Begun.Bed.Msrp.Port];
        _ours =
        [
            .. recorded.Sent.Concat(recorded.Events.OfType<JournalEntry>()).OrderBy(e => e.Sequence)
                .Where(e => e.Channel != "udp" && !ports.Contains(e.Local.Port)).Select(e => (e.Local, e.Remote)).Distinct(),
        ];
        _refusals = [.. recorded.Events.OfType<StreamEvent>().Where(e => e.What == "refused")];
    }

    public IEventLoop Loop => _loop;

    public IDatagramSocket BindDatagram(IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received)
    {
        _datagrams[local.Port] = received;
        return new Datagrams(this, local);
    }

    public IStreamListener Listen(IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted)
    {
        _listeners[local.Port] = accepted;
        return new Listener(local);
    }

    /// <summary>Takes the connections to that place in the order in which the recording first used them.</summary>
    public void Connect(IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from = null)
    {
        var at = _ours.FindIndex(ends => ends.Remote.Equals(remote));
        if (at >= 0)
        {
            var (local, _) = _ours[at];
            _ours.RemoveAt(at);
            var kind = security.Mode is StreamSecurityMode.Tls ? TransportKind.Tls : TransportKind.Tcp;
            var opened = _recorded.Events.OfType<StreamEvent>().FirstOrDefault(e => e.What == "connected" && e.Remote.Equals(remote) && local.Equals(e.Local));
            _loop.After((opened?.At ?? _loop.Now) - _loop.Now, () => Open(new ReplayStream(local, remote, kind), connected));
            return;
        }

        if (_refusals.Find(e => e.Remote.Equals(remote)) is { } refusal)
        {
            _refusals.Remove(refusal);
            _loop.After(refusal.At - _loop.Now, () => failed(refusal.Reason ?? "refused"));
        }

        // Else it was still being opened when the case ended, or today's harness goes where it did not go then.
    }

    public void Dispose()
    {
        // Nothing is open.
    }

    /// <summary>Octets that came in.</summary>
    internal void Deliver(JournalEntry entry)
    {
        if (entry.Channel == "udp")
        {
            _datagrams.GetValueOrDefault(entry.Local.Port)?.Invoke(entry.Bytes, entry.Remote);
            return;
        }

        var ends = (entry.Local, entry.Remote);
        if (!_streams.TryGetValue(ends, out var stream))
        {
            if (!_listeners.TryGetValue(entry.Local.Port, out var accepted))
            {
                Keep(ends, entry.Bytes);
                return;
            }

            stream = new ReplayStream(entry.Local, entry.Remote, entry.Channel is "tls" or "msrps" ? TransportKind.Tls : TransportKind.Tcp);
            Open(stream, accepted);
        }

        stream.Arrive(entry.Bytes);
    }

    /// <summary>The other side closed a connection, or it broke.</summary>
    internal void Close(StreamEvent closed)
    {
        if (closed.Local is { } local && _streams.Remove((local, closed.Remote), out var stream))
        {
            stream.Break(closed.Reason);
        }
    }

    private void Open(ReplayStream stream, Action<IByteStream> taker)
    {
        var ends = (stream.Local, stream.Remote);
        _streams[ends] = stream;
        taker(stream);
        if (_early.Remove(ends, out var waiting))
        {
            foreach (var bytes in waiting)
            {
                stream.Arrive(bytes);
            }
        }
    }

    private void Keep((IPEndPoint, IPEndPoint) ends, ReadOnlyMemory<byte> bytes)
    {
        if (!_early.TryGetValue(ends, out var waiting))
        {
            _early[ends] = waiting = [];
        }

        waiting.Add(bytes);
    }

    private sealed class Datagrams(ReplayNetwork owner, IPEndPoint local) : IDatagramSocket
    {
        public IPEndPoint Local { get; } = local;

        public void Send(ReadOnlyMemory<byte> datagram, IPEndPoint remote, Action<string>? failed = null)
        {
            var unsent = owner._recorded.Events.OfType<StreamEvent>().FirstOrDefault(e => e.What == "unsent" && e.Remote.Equals(remote) && e.At >= owner._loop.Now);
            if (failed is not null && unsent is not null)
            {
                owner._loop.After(unsent.At - owner._loop.Now, () => failed(unsent.Reason ?? "unsent"));
            }
        }

        public void Dispose() => owner._datagrams.Remove(Local.Port);
    }

    private sealed class Listener(IPEndPoint local) : IStreamListener
    {
        public IPEndPoint Local { get; } = local;

        public void Dispose()
        {
            // Nobody new comes.
        }
    }
}
