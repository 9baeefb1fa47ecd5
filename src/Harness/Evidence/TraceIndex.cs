namespace Conformance.Harness.Evidence;

/// <summary>
/// Look-ups over the messages of a trace. Rules ask them for every message: a search through the whole trace each time would make the
/// judgement of a list of ten thousand grow with its square.
/// </summary>
internal sealed class TraceIndex
{
    private readonly Dictionary<string, List<Observed>> _requestsOfCall = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Observed>> _requestsWithBranch = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Observed>> _requestsOfMethod = new(StringComparer.Ordinal);
    private readonly Dictionary<ReadOnlyMemory<byte>, Observed> _firstFromSut = new(new SameOctets());
    private readonly Dictionary<ReadOnlyMemory<byte>, Observed> _firstToSut = new(new SameOctets());
    private readonly Dictionary<Observed, Observed> _finals = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<Dictionary<string, List<Observed>>> _instantMessages;

    internal TraceIndex(IReadOnlyList<Observed> messages)
    {
        foreach (var message in messages)
        {
            if (message.IsRequest)
            {
                Enter(message);
            }
            else if (message is { IsResponse: true, StatusCode: >= 200, Request: { } request })
            {
                _finals.TryAdd(request, message);
            }
        }

        // Bodies are opened only when a rule asks for what is in them.
        _instantMessages = new(() => InstantMessagesAmong(messages));
    }

    internal IReadOnlyList<Observed> RequestsOfCall(string? callId) => In(_requestsOfCall, callId);

    internal IReadOnlyList<Observed> RequestsWithBranch(string? branch) => In(_requestsWithBranch, branch);

    internal IReadOnlyList<Observed> RequestsOfMethod(string method) => In(_requestsOfMethod, method);

    internal Observed? FirstWithPayload(ReadOnlyMemory<byte> payload, bool fromSut) => (fromSut ? _firstFromSut : _firstToSut).GetValueOrDefault(payload);

    internal IReadOnlyList<Observed> InstantMessages(string messageId) => In(_instantMessages.Value, messageId);

    internal Observed? FinalResponseTo(Observed request) => _finals.GetValueOrDefault(request);

    private static IReadOnlyList<Observed> In(Dictionary<string, List<Observed>> places, string? key) => key is not null && places.TryGetValue(key, out var found) ? found : [];

    private static Dictionary<string, List<Observed>> InstantMessagesAmong(IReadOnlyList<Observed> messages)
    {
        var found = new Dictionary<string, List<Observed>>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            if (message is { IsRequest: true, Kind: MessageKind.InstantMessage or MessageKind.ListRequest } && message.Content?.CpimPart?.Cpim?.MessageId is { } id)
            {
                Add(found, id, message);
            }
        }

        return found;
    }

    private static void Add(Dictionary<string, List<Observed>> places, string key, Observed message)
    {
        if (!places.TryGetValue(key, out var known))
        {
            places.Add(key, known = []);
        }

        known.Add(message);
    }

    private void Enter(Observed message)
    {
        Add(_requestsOfMethod, message.Method, message);
        if (message.Sip?.CallId is { } call)
        {
            Add(_requestsOfCall, call, message);
        }

        if (message.Sip?.TopVia?.Branch is { } branch)
        {
            Add(_requestsWithBranch, branch, message);
        }

        if (!message.Payload.IsEmpty)
        {
            (message.FromSut ? _firstFromSut : _firstToSut).TryAdd(message.Payload, message);
        }
    }
}
