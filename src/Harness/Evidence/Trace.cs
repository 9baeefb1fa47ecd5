using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;

namespace Conformance.Harness.Evidence;

/// <summary>Everything seen in one case, in order of time: the evidence that rules and reports draw on.</summary>
public sealed class Trace
{
    private readonly List<Observed> _messages = [];
    private TraceIndex? _index;
    private object? _view;

    /// <summary>The seat of the system under test; null on a passive capture.</summary>
    public Seat? Seat { get; init; }

    /// <summary>What the case made up and learnt; null on a passive capture.</summary>
    public CaseFacts? Facts { get; init; }

    /// <summary>Timers and claims of the run.</summary>
    public Pixit Pixit { get; internal set; } = Pixit.Virtual;

    /// <summary>All messages.</summary>
    public IReadOnlyList<Observed> Messages => _messages;

    /// <summary>Messages that the system under test emitted, retransmissions left out.</summary>
    public IEnumerable<Observed> FromSut => _messages.Where(m => m.FromSut && !m.Retransmission);

    /// <summary>Messages that the harness sent, retransmissions left out.</summary>
    public IEnumerable<Observed> ToSut => _messages.Where(m => !m.FromSut && !m.Retransmission);

    /// <summary>The instant message with that CPIM Message-ID which came before the given message, whoever sent it; null for none.</summary>
    public Observed? InstantMessage(string? messageId, Observed before) => InstantMessages(messageId, before).FirstOrDefault();

    /// <summary>The same for all that have the id: different senders may have made up the same one.</summary>
    public IEnumerable<Observed> InstantMessages(string? messageId, Observed before) =>
        messageId is null ? [] : Index.InstantMessages(messageId).Where(m => m.Index < before.Index);

    /// <summary>The final response to a request; null when there was none.</summary>
    public Observed? FinalResponseTo(Observed request) => Index.FinalResponseTo(request);

    /// <summary>What became of a request in the end: where it was challenged and went out again with a proof of identity, the final response to that.</summary>
    public Observed? OutcomeOf(Observed request)
    {
        var final = FinalResponseTo(request);
        while (final is { StatusCode: 401 or 407 } && Again(request) is { } again && FinalResponseTo(again) is { } next)
        {
            (request, final) = (again, next);
        }

        return final;
    }

    /// <summary>The same request, sent once more after a challenge (RFC 3261 22.2): of the same call, with the same body and a later CSeq.</summary>
    private Observed? Again(Observed request) => RequestsOfCall(request.Sip?.CallId).FirstOrDefault(r =>
        r.Index > request.Index && r.FromSut == request.FromSut && r.Method == request.Method && r.Sip?.CSeq?.Number > request.Sip?.CSeq?.Number
        && r.Payload.Span.SequenceEqual(request.Payload.Span));

    /// <summary>The SIP requests with that Call-ID, in order of time.</summary>
    public IReadOnlyList<Observed> RequestsOfCall(string? callId) => Index.RequestsOfCall(callId);

    /// <summary>The SIP requests with that branch in their topmost Via, in order of time.</summary>
    public IReadOnlyList<Observed> RequestsWithBranch(string? branch) => Index.RequestsWithBranch(branch);

    /// <summary>The requests of that method, in order of time.</summary>
    public IReadOnlyList<Observed> RequestsOfMethod(string method) => Index.RequestsOfMethod(method);

    /// <summary>The first request of one side with exactly these octets as its body; null for none, and for no octets.</summary>
    public Observed? FirstRequestWithPayload(ReadOnlyMemory<byte> payload, bool fromSut) => Index.FirstWithPayload(payload, fromSut);

    /// <summary>
    /// What a rule book makes of the whole trace. It is made when it is first asked for, and again when a message has come since. There is room for one:
    /// every rule asks for it with every message, so that it must cost nothing to find.
    /// </summary>
    public T View<T>(Func<Trace, T> make) where T : class
    {
        if (_view is not T view)
        {
            _view = view = make(this);
        }

        return view;
    }

    private TraceIndex Index => _index ??= new TraceIndex(_messages);

    internal void Add(Observed message)
    {
        _messages.Add(message);
        _index = null;
        _view = null;
    }
}
