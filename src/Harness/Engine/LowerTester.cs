using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <summary>
/// The harness on the wire: one UDP, one TCP, one TLS and one MSRP port for a whole run, shared by all harness parties of all cases.
/// Every message is brought to its case by the transaction it belongs to, else by the unguessable user part it names; what fits no case is a stray.
/// Lives on the loop of its network.
/// </summary>
public sealed class LowerTester : ISipTap, IMsrpTap, IDisposable
{
    private readonly Dictionary<string, Leg> _legs = new(StringComparer.Ordinal);
    // Names differ in more than case, so that a request under another spelling finds its case; whether the spelling matters is for rules to say.
    private readonly Dictionary<string, (CaseRun Run, Party Party)> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (CaseRun Run, Party Party)> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CaseRun Run, Party Party)> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<CaseRun, List<string>> _branchesOf = [];
    private readonly HashSet<CaseRun> _runs = [];
    private readonly NonceIndex _nonces = new();
    private readonly Dictionary<string, Seat> _asides = new(StringComparer.Ordinal);
    private readonly StrayTraffic _strays;
    private long _sequence;
    private int _lanes;

    /// <summary>Opens the ports.</summary>
    /// <exception cref="NetworkException">A port is taken.</exception>
    public LowerTester(INetwork network, SipTransportOptions sip, MsrpSettings msrp, SipTimers timers, IdSource ids)
    {
        Loop = network.Loop;
        Pulse = new Pulse(Loop);
        _strays = new StrayTraffic(Loop);
        Transport = new SipTransport(network, sip with { SecondTls = sip.SecondTls is { } doubtful ? doubtful with { Approached = OnImpostorApproached } : null });
        Transport.Tap(this);
        Transport.Lost = target =>
        {
            foreach (var run in _runs.ToArray())
            {
                run.OnConnectionLost(target);
            }
        };
        var branches = ids.Child("transactions");
        Transactions = new SipTransactions(Transport, timers, branches)
        {
            AutomaticTrying = false,
            UdpRequestLimit = null,
            BranchesOf = request => branches.Child($"{request.Method} {request.CallId} {request.Value(SipHeader.CSeq)}"),
        };
        Transactions.Intercept = AnswerFlood;
        Transactions.RequestReceived += OnRequest;
        Transactions.AckReceived += OnAck;
        Transactions.ResponseUnmatched += packet => Late(packet);
        Transactions.RequestRejected += (packet, _) => Late(packet);
        Dialogs = new SipDialogs(Transactions, ids.Child("dialogs"));
        // A connection for each session: one that the other side breaks must not end the sessions of other cases.
        Msrp = new MsrpEndpoint(network, ids.Child("msrp"), msrp with { ShareConnections = false, KeepPeerConnections = true });
        Msrp.Tap(this);
    }

    /// <summary>The loop that everything here runs on.</summary>
    public IEventLoop Loop { get; }

    /// <summary>Where every byte in and out is written; null for nowhere.</summary>
    public Action<JournalRecord>? Journal { get; set; }

    /// <summary>Rings the alarms of the case; null leaves that to the loop.</summary>
    internal IAlarms? Alarms { get; set; }

    /// <summary>Time for which this host did nothing although something was due, since the beginning; it counts against nobody.</summary>
    internal TimeSpan TimeLost { get; private set; }

    /// <summary>Takes registrations; null where the system under test needs no registrar.</summary>
    public Registrar? Registrar { get; init; }

    /// <summary>What reached no party of any case.</summary>
    public IReadOnlyList<StrayMessage> Strays => _strays.Kept;

    internal Pulse Pulse { get; }

    /// <summary>What is known about whether the other side lives.</summary>
    internal SignsOfLife Signs { get; } = new();

    /// <summary>What all cases together may keep of traffic that no scenario draws.</summary>
    internal SurplusBudget Surplus { get; } = new();

    internal SipTransport Transport { get; }

    internal SipTransactions Transactions { get; }

    internal SipDialogs Dialogs { get; }

    internal MsrpEndpoint Msrp { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Msrp.Dispose();
        Transactions.Dispose();
        Transport.Dispose();
    }

    void ISipTap.Sent(SipPacket packet)
    {
        var leg = LegOf(packet);
        var octets = leg?.Run.NextOctets();
        Write(packet, leg?.Run);
        if (leg is not null)
        {
            Signs.Sent(leg.Run, packet);
            leg.Run.Record(packet, leg, octets ?? 0);
        }
    }

    void ISipTap.Received(SipPacket packet)
    {
        var leg = LegOf(packet);
        var octets = leg?.Run.NextOctets();
        Write(packet, leg?.Run);
        if (leg is null && packet.Message is { IsResponse: true, TopVia.Branch: { } branch } && _asides.TryGetValue(branch, out var seat))
        {
            Signs.Heard(seat, packet);
            return;
        }

        if (leg is null && Registrar is not null && packet.Message is { IsRequest: true, Method: "REGISTER" })
        {
            return;
        }

        if (leg is null)
        {
            _strays.Keep(packet);
            return;
        }

        Signs.Heard(leg.Run.Case.Assignment.Seat, packet);
        leg.Run.Record(packet, leg, octets ?? 0);
    }

    void IMsrpTap.Sent(MsrpPacket packet) => Record(packet);

    void IMsrpTap.Received(MsrpPacket packet) => Record(packet);

    /// <summary>host:port by which the system under test reaches the harness, IPv6 in brackets; null when the transport is closed.</summary>
    internal string? PlaceOf(TransportKind transport) => Transport.Local(transport) is null ? null : Transport.SentBy(transport);

    /// <summary>host:port by which the system under test reaches a TLS port whose certificate is for somebody else; null when there is none.</summary>
    internal string? PlaceOfImpostor => Transport.SecondTlsPlace;

    /// <summary>Announces a request that belongs to no case, so that its responses are no strays.</summary>
    internal void Announce(string branch, Seat seat) => _asides[branch] = seat;

    /// <summary>A lane for messages that are to have a connection of their own.</summary>
    internal int NewLane() => ++_lanes;

    internal void Enter(CaseRun run)
    {
        _runs.Add(run);
        _nonces.Add(run.Nonce, run);
        _branchesOf[run] = [];
    }

    internal void AddUser(CaseRun run, string user, Party party) => _users[user] = (run, party);

    internal void AddCall(CaseRun run, string callId, Party party) => _calls[callId] = (run, party);

    internal void AddSession(CaseRun run, string sessionId, Party party) => _sessions[sessionId] = (run, party);

    /// <summary>Announces a transaction of ours, so that the tap knows whose bytes it sees.</summary>
    internal Leg Open(CaseRun run, Party ours, string branch)
    {
        var leg = new Leg(run, ours, weAreClient: true);
        _legs[branch] = leg;
        _branchesOf[run].Add(branch);
        return leg;
    }

    internal void Leave(CaseRun run)
    {
        if (!_runs.Remove(run))
        {
            return;
        }

        _nonces.Remove(run.Nonce);
        foreach (var branch in _branchesOf[run])
        {
            _legs.Remove(branch);
        }

        _branchesOf.Remove(run);
        foreach (var user in run.Users)
        {
            _users.Remove(user);
        }

        RemoveAll(_calls, run);
        RemoveAll(_sessions, run);
        _strays.Ended(run.Nonce);
    }

    /// <summary>More time is known to be lost.</summary>
    internal void LoseTime(TimeSpan lost)
    {
        TimeLost += lost;
        Note(new TimeLost(0, Loop.Now, lost));
    }

    internal void Note(JournalRecord record) => Journal?.Invoke(record with { Sequence = _sequence++ });

    private static void RemoveAll(Dictionary<string, (CaseRun Run, Party Party)> places, CaseRun run)
    {
        foreach (var key in places.Where(p => p.Value.Run == run).Select(p => p.Key).ToArray())
        {
            places.Remove(key);
        }
    }

    private void Record(MsrpPacket packet)
    {
        var place = packet.SessionId is { } id && _sessions.TryGetValue(id, out var known) ? known : ((CaseRun Run, Party Party)?)null;
        var octets = place?.Run.NextOctets();
        Note(new JournalEntry(
            0, packet.Time, !packet.Outgoing, packet.Transport is TransportKind.Tls ? "msrps" : "msrp", packet.Local, packet.Remote, place?.Run.Case.Id, packet.Bytes));
        if (place is { } owner)
        {
            if (!packet.Outgoing)
            {
                Signs.Heard(owner.Run.Case.Assignment.Seat, packet.Transport, packet.Time);
            }

            owner.Run.Record(packet, owner.Party, octets ?? 0);
        }
        else if (!packet.Outgoing)
        {
            _strays.Keep("MSRP", packet.Remote.ToString(), packet.Bytes);
        }
    }

    /// <summary>Whose user sent him there cannot be told before he has said something; cases with an impostor are few.</summary>
    private void OnImpostorApproached()
    {
        foreach (var run in _runs)
        {
            run.Approach();
        }
    }

    private void OnRequest(SipServerTransaction transaction)
    {
        if (transaction.Request.ToTag is not null && Dialogs.Handle(transaction))
        {
            return;
        }

        if (Registrar is not null && transaction.Request.Method == "REGISTER")
        {
            Registrar.Answer(transaction);
            return;
        }

        if (transaction.Packet.Message?.TopVia?.Branch is { } branch && _legs.TryGetValue(branch, out var leg))
        {
            leg.Run.OnRequest(transaction, leg);
            return;
        }

        // Nobody's: answered so that the other side is not left waiting, and kept as a stray.
        transaction.Respond(transaction.Request.Respond(StatusForNobodys(transaction.Request.Method)).Build());
    }

    private void OnAck(SipPacket packet)
    {
        if (packet.Message is { } ack && LegOf(packet) is { } leg)
        {
            leg.Run.OnAck(ack);
        }
    }

    /// <summary>What the transaction layer has no place for still belongs to the evidence of its case; the tap has recorded it.</summary>
    private void Late(SipPacket packet)
    {
        if (LegOf(packet) is { } leg)
        {
            leg.Run.OnUnplaced(packet, leg);
        }
    }

    /// <summary>Whom the first Route names (RFC 3261 16.12): all our parties share their ports, so this alone tells which of them a request has come to.</summary>
    private static string? NextHop(SipMessage message) =>
        message.Value(SipHeader.Route) is { } route && SipNameAddress.TryParse(route, out var hop) ? hop.Uri.User : null;

    private Leg? LegOf(SipPacket packet)
    {
        if (packet.Message is not { } message)
        {
            return RunNamedIn(packet.Bytes.Span) is { } run ? new Leg(run.Run, run.Party, weAreClient: false) : null;
        }

        var branch = message.TopVia?.Branch;
        if (branch is not null && _legs.TryGetValue(branch, out var leg))
        {
            return leg;
        }

        var owner = message.CallId is { } call && _calls.TryGetValue(call, out var caller) ? caller
            : message.IsResponse || packet.Outgoing ? default
            : NextHop(message) is { } hop && _users.TryGetValue(hop, out var relay) ? relay
            : message.RequestUri?.User is { } user && _users.TryGetValue(user, out var place) ? place
            : RunNamedIn(packet.Bytes.Span) ?? default;
        if (owner.Run is null)
        {
            return null;
        }

        leg = new Leg(owner.Run, owner.Party, weAreClient: packet.Outgoing);
        if (branch is not null)
        {
            _legs[branch] = leg;
            _branchesOf[owner.Run].Add(branch);
        }

        return leg;
    }

    /// <summary>Last resort for bytes that name no known user: the nonce of a case stands somewhere in them.</summary>
    private (CaseRun Run, Party Party)? RunNamedIn(ReadOnlySpan<byte> bytes) => _nonces.FirstIn(bytes) is { } run ? (run, run.AnyHarnessParty) : null;

    /// <summary>
    /// What belongs to nobody is answered like any request, so that the other side is not left waiting. A flood of it is answered without a
    /// transaction for each: remembering thousands of them for 64*T1 would cost the memory and the time of the cases.
    /// </summary>
    private bool AnswerFlood(SipPacket packet)
    {
        if (!_strays.IsFlood(packet) || packet.Message is not { IsRequest: true } message)
        {
            return false;
        }

        if (message.Method != "ACK" && message.TopVia is not null)
        {
            Transport.SendResponse((packet.Stamped ?? message).Respond(StatusForNobodys(message.Method)).Build(), packet);
        }

        return true;
    }

    private static int StatusForNobodys(string method) => BackgroundTraffic.AnswerTo(method) ?? 404;

    private void Write(SipPacket packet, CaseRun? run) => Note(new JournalEntry(
        0, packet.Time, !packet.Outgoing, packet.Transport.ToString().ToLowerInvariant(), packet.Local, packet.Remote, run?.Case.Id, packet.Bytes));
}
