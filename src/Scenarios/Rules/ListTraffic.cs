using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>
/// The list traffic of a trace: which messages are list requests, which are copies made of them, and by which way they belong together.
/// It is made once for each trace, so that rules over ten thousand copies stay look-ups.
/// </summary>
internal sealed class ListTraffic
{
    private readonly Dictionary<Observed, ListCall> _calls = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Observed, CopyView> _copies = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Observed, ListCall> _besides = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Observed, ListCall> _strays = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Observed, Observed> _finals = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Party, List<ListCall>> _byService = [];
    private readonly Dictionary<string, Observed> _branches = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CopyView> _callIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _realms = new(StringComparer.Ordinal);
    private readonly Dictionary<ReadOnlyMemory<byte>, IReadOnlyList<(ListDefect, DocumentVerdict)>> _defectsOfLists = new(new SameOctets());
    private readonly Dictionary<ReadOnlyMemory<byte>, IReadOnlyList<(ListDefect, DocumentVerdict)>> _defectsOfHistories = new(new SameOctets());
    private readonly Dictionary<ReadOnlyMemory<byte>, ListPart> _lists = new(new SameOctets());
    private readonly Lazy<Overlaps> _overlaps;
    private readonly CaseFacts? _facts;

    private ListTraffic(Trace trace)
    {
        _facts = trace.Facts;
        Readings = trace.Pixit.Readings;
        PathIsKnown = trace.Pixit.PathIsSafe || trace.Pixit.PathMtu is not null;
        _overlaps = new(() => new Overlaps(trace, _finals));
        foreach (var response in trace.Messages.Where(m => m is { IsResponse: true, StatusCode: >= 200, Request: not null }))
        {
            _finals.TryAdd(response.Request!, response);
            Learn(response);
        }

        foreach (var message in trace.Messages.Where(m => m is { IsRequest: true, Retransmission: false, Sip: not null }))
        {
            Sort(message);
        }
    }

    /// <summary>The list requests, in order of time.</summary>
    public IEnumerable<ListCall> Calls => _calls.Values;

    /// <summary>The readings that verdicts rest on.</summary>
    public ChosenReadings Readings { get; }

    /// <summary>True when something is known about the path that messages take (RFC 3428 8).</summary>
    public bool PathIsKnown { get; }

    /// <summary>Realms in which the parties of the trace asked for proof.</summary>
    public IReadOnlySet<string> Realms => _realms;

    /// <summary>MESSAGE requests that were sent to a URI while another one was pending there.</summary>
    public Overlaps Overlaps => _overlaps.Value;

    /// <summary>The traffic of a trace.</summary>
    public static ListTraffic Of(Trace trace) => trace.View(static t => new ListTraffic(t));

    /// <summary>The list request that a message is; null when it is none.</summary>
    public ListCall? CallOf(Observed message) => _calls.GetValueOrDefault(message);

    /// <summary>The copy that a message is; null when it is none.</summary>
    public CopyView? CopyOf(Observed message) => _copies.GetValueOrDefault(message);

    /// <summary>For a request of a service to a listed recipient that is no copy, the list request that lists him; null for all others.</summary>
    public ListCall? BesidesOf(Observed message) => _besides.GetValueOrDefault(message);

    /// <summary>The final response to a request; null when there was none.</summary>
    public Observed? FinalTo(Observed request) => _finals.GetValueOrDefault(request);

    /// <summary>The first request of the same sender with the branch of this one.</summary>
    public Observed? FirstWithBranch(Observed message) => _branches.GetValueOrDefault($"{message.From.Name} {message.Sip?.TopVia?.Branch}");

    /// <summary>The first copy with the Call-ID of this one.</summary>
    public CopyView? FirstWithCallId(CopyView copy) => _callIds.GetValueOrDefault(copy.Sip.CallId ?? "");

    /// <summary>For a request of a service that has the payload of a list request and is for somebody whom no list names, that list request.</summary>
    public ListCall? StrayOf(Observed message) => _strays.GetValueOrDefault(message);

    /// <summary>Tells the URIs of a list request to which no request can be made; null when all are in order, as far as anybody knows.</summary>
    public Func<SipUri, bool>? CannotBeServed(Observed message)
    {
        if (_facts is not { } facts || message.Template is not ListMessage { Unservable.Count: > 0 } template)
        {
            return null;
        }

        var users = template.UnservableIn(facts).Select(UserOrAll).ToHashSet(StringComparer.Ordinal);
        return uri => users.Contains(UserOrAll(uri.ToString()));
    }

    /// <summary>The members of the stored list that a list request was sent to; empty where the service keeps none at that address, as far as anybody knows.</summary>
    public IReadOnlyList<SipUri> KeptFor(Observed message) => _facts is { } facts && message.Template is ListMessage { Stored: { Count: > 0 } stored }
        ? [.. stored.Select(p => SipUri.Parse(facts.AddressOf(p).Address))]
        : [];

    private static string UserOrAll(string text) => SipUri.TryParse(text, out var uri) && uri.User is { } user ? user : text;

    /// <summary>True when a copy came from that user.</summary>
    public bool WroteToUs(SipUri uri) => _copies.Values.Any(c => c.Sip.From?.Uri is { } from && from.User == uri.User && from.Host.Equals(uri.Host, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for somebody to whom a copy came.</summary>
    public bool GotCopies(Party party) => _copies.Values.Any(c => c.Message.To == party);

    /// <summary>What is wrong with a list document; equal documents are looked through once.</summary>
    public IReadOnlyList<(ListDefect Defect, DocumentVerdict Verdict)> DefectsOf(ListPart part, bool isHistory)
    {
        if (part.Written.Type?.Is(ResourceLists.MediaType) != true)
        {
            return [];
        }

        var defects = isHistory ? _defectsOfHistories : _defectsOfLists;
        if (!defects.TryGetValue(part.Written.Bytes, out var found))
        {
            found = [.. ResourceLists.Validate(part.Written.Bytes).SelectMany(d => DocumentVerdicts.Of(d, isHistory).Select(v => (d, v)))];
            defects.Add(part.Written.Bytes, found);
        }

        return found;
    }

    private void Learn(Observed response)
    {
        if (response is not { Sip: { } sip, StatusCode: 401 or 407 })
        {
            return;
        }

        foreach (var value in sip.Values(SipHeader.WwwAuthenticate).Concat(sip.Values(SipHeader.ProxyAuthenticate)))
        {
            if (SipChallenge.TryParse(value, out var challenge) && challenge.Realm is { } realm)
            {
                _realms.Add(realm);
            }
        }
    }

    private void Sort(Observed message)
    {
        if (message.Method == "MESSAGE")
        {
            _branches.TryAdd($"{message.From.Name} {message.Sip?.TopVia?.Branch}", message);
        }

        if (message.Kind is MessageKind.Receipt)
        {
            return;
        }

        foreach (var part in message.Content?.ListParts ?? [])
        {
            if (!_lists.TryAdd(part.Written.Bytes, part))
            {
                part.ReadLike(_lists[part.Written.Bytes]);
            }
        }

        if (FindCall(message) is { } call)
        {
            var copy = new CopyView(message, call);
            if (copy.IsCopy)
            {
                call.Add(copy);
                _copies[message] = copy;
                _callIds.TryAdd(copy.Sip.CallId ?? "", copy);
            }
            else
            {
                _besides[message] = call;
            }
        }
        else if (_byService.TryGetValue(message.From, out var known) && known.Find(c => c.HasPayloadOf(message)) is { } source)
        {
            _strays[message] = source;
        }
        else if (message.Kind is MessageKind.ListRequest)
        {
            var made = new ListCall(message, this);
            _calls[message] = made;
            if (!_byService.TryGetValue(message.To, out var calls))
            {
                _byService.Add(message.To, calls = []);
            }

            calls.Add(made);
        }
        else if (message.Content is { Histories.Count: > 0 })
        {
            _copies[message] = new CopyView(message, null);
        }
    }

    /// <summary>The list request on whose account a service sends something: the template knows, else the payload, else the address.</summary>
    private ListCall? FindCall(Observed message)
    {
        if (message.Sip?.RequestUri is not { } target || !_byService.TryGetValue(message.From, out var calls))
        {
            return null;
        }

        ListCall? fallback = null;
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            var call = calls[i];
            if (call.RecipientAt(target) is null)
            {
                continue;
            }

            var sure = message.Template is ListCopy copy && call.Message.Template is { } template
                ? ReferenceEquals(copy.Of, template)
                : call.HasPayloadOf(message);
            if (sure)
            {
                return call;
            }

            fallback ??= call;
        }

        return fallback;
    }
}
