using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;

namespace Conformance.Harness.Evidence;

/// <summary>Everything seen in one case, in order of time: the evidence that rules and reports draw on.</summary>
public sealed class Trace
{
    private readonly List<Observed> _messages = [];

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
    public Observed? InstantMessage(string? messageId, Observed before) =>
        messageId is null ? null : _messages.FirstOrDefault(m =>
            m.Index < before.Index && m.IsRequest && m.Kind is MessageKind.InstantMessage or MessageKind.ListRequest
            && m.Content?.CpimPart?.Cpim?.MessageId == messageId);

    /// <summary>The final response to a request; null when there was none.</summary>
    public Observed? FinalResponseTo(Observed request) =>
        _messages.FirstOrDefault(m => m.IsResponse && m.StatusCode >= 200 && ReferenceEquals(m.Request, request));

    internal void Add(Observed message) => _messages.Add(message);
}
