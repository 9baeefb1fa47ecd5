using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Stack.Smime;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>One list request with what it calls for and what came of it.</summary>
internal sealed class ListCall
{
    private static readonly ServiceSettings Nothing = new();

    private readonly ListTraffic _traffic;
    private readonly Lazy<RecipientExpectation> _expectation;
    private readonly Lazy<IReadOnlyList<BodyView>> _payload;
    private readonly Lazy<HistoryBook> _histories;
    private IReadOnlyList<UriRequest>? _asked;
    private bool? _hasImUris;
    private bool? _refersElsewhere;
    // Questions are made once for each rule, and recipients once for each list: what they hold need not be compared.
    private readonly Dictionary<Func<RecipientExpectation, bool>, bool> _answers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<MergedRecipient, List<CopyView>> _copies = new(ReferenceEqualityComparer.Instance);

    internal ListCall(Observed message, ListTraffic traffic)
    {
        Message = message;
        _traffic = traffic;
        _expectation = new(() => RecipientOracle.Expect(Lists, BlindModeOf(message, traffic.Readings), traffic.CannotBeServed(message), traffic.KeptFor(message)));
        _payload = new(() => [.. BodyView.PartsOf(message).Where(p => !p.IsList && !IsForService(p.Layer))]);
        _histories = new(() => new HistoryBook(Expectation));
    }

    /// <summary>What the scenario has told the service comes before what the SUT file claims .</summary>
    private static BccMode BlindModeOf(Observed message, ChosenReadings readings) => message.Template is ListMessage { BlindMode: not BccMode.Either and var told } ? told
        : readings.Follows(ChosenReadings.BlindRecipients, "strip") ? BccMode.Strip
        : readings.Follows(ChosenReadings.BlindRecipients, "self") ? BccMode.Self
        : BccMode.Either;

    /// <summary>The request.</summary>
    public Observed Message { get; }

    /// <summary>True when the case is about names and other words alone .</summary>
    public bool IsAboutNames => Message.Template is ListMessage { IsAboutNames: true };

    /// <summary>What the service was told about those around it.</summary>
    public ServiceSettings Service => (Message.Template as ListMessage)?.Service ?? Nothing;

    /// <summary>The recipients and histories it calls for.</summary>
    public RecipientExpectation Expectation => _expectation.Value;

    /// <summary>Its payload parts, in order.</summary>
    public IReadOnlyList<BodyView> Payload => _payload.Value;

    /// <summary>Verdicts about the histories of its copies.</summary>
    public HistoryBook Histories => _histories.Value;

    /// <summary>Its parts that are recipient lists.</summary>
    public IReadOnlyList<ListPart> ListParts => Message.Content?.RecipientLists ?? [];

    /// <summary>True when the service may rest on what is known about the path; without that it may leave histories out .</summary>
    public bool MayHaveLongCopies => _traffic.PathIsKnown;

    /// <summary>True when another list request of the same issuer, in which a history was due as well, led to one.</summary>
    public bool HasTwinWithHistory => _traffic.Calls.Any(c => c != this && c.Message.From == Message.From && c.FirstCopy?.History is not null && ListsTheSameAs(c));

    /// <summary>True when a list refers to entries or lists kept elsewhere.</summary>
    public bool RefersElsewhere => _refersElsewhere ??= Lists.Any(l => l.Lists.Any(x => x.Children.Any(c => c is EntryRef or ExternalList)));

    /// <summary>True for a list sent to one of the people on it, or to whom the message that it replies to came from: a reply to him alone.</summary>
    public bool IsToItsOwnReader => Message.Sip?.RequestUri is { } target && (Expectation.Find(target) is not null || _traffic.WroteToUs(target));

    /// <summary>True for a list request of somebody who got copies himself: a reply to all.</summary>
    public bool IsReply => _traffic.GotCopies(Message.From);

    /// <summary>True for a layer that the service alone can open: it is not among what goes on to recipients (RFC 5365 7.3).</summary>
    public bool IsForService(SmimeLayer? layer) => layer is { Kind: Protection.Encrypted } && Message.Keys?.Of(Message.To).SerialNumber is { } serial && layer.Readers.Contains(serial);

    /// <summary>The status with which the service ended it; 0 when it did not.</summary>
    public int Status => _traffic.FinalTo(Message)?.StatusCode ?? 0;

    /// <summary>True when the service promised to serve it.</summary>
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>The realms of the service, as far as it asked for proof.</summary>
    public IReadOnlySet<string> Realms => _traffic.Realms;

    /// <summary>The first copy made of it.</summary>
    public CopyView? FirstCopy { get; private set; }

    /// <summary>All copies, by whom they were for.</summary>
    public IReadOnlyDictionary<MergedRecipient, List<CopyView>> Copies => _copies;

    private IEnumerable<ResourceLists> Lists => ListParts.Select(p => p.Document).OfType<ResourceLists>();

    /// <summary>What a question about the recipients is answered; all copies of a list have one answer.</summary>
    internal bool Answers(Func<RecipientExpectation, bool> question)
    {
        if (!_answers.TryGetValue(question, out var answer))
        {
            _answers[question] = answer = question(Expectation);
        }

        return answer;
    }

    /// <summary>What is wrong with the document of a history; equal octets are looked at once.</summary>
    internal IEnumerable<ListDefect> DefectsOf(ListPart history) => _traffic.DefectsOf(history, isHistory: true).Select(d => d.Defect);

    /// <summary>The status with which the recipient ended a copy; 0 when he did not.</summary>
    internal int FinalStatusOf(CopyView copy) => _traffic.FinalTo(copy.Message)?.StatusCode ?? 0;

    /// <summary>What any of the listed URIs asks for among some header fields.</summary>
    internal IReadOnlyList<UriRequest> AskedFor(SipHeader[] headers) => _asked ??= [.. Expectation.Recipients.SelectMany(UriRequests.Of).Where(a => headers.Contains(a.Header))];

    /// <summary>True when the service granted the header field to somebody who asked for nothing else.</summary>
    internal bool Grants(SipHeader header) => _copies.Any(c =>
        UriRequests.Of(c.Key) is [var only] && only.Header == header && c.Value.Any(copy => copy.Sip.Value(header) == only.Value));

    /// <summary>True when a copy had come to nothing before another one left.</summary>
    internal bool FailedBefore(CopyView first, CopyView second) =>
        _traffic.FinalTo(first.Message) is { } final ? final.StatusCode >= 300 && final.Index < second.Message.Index : first.Message.At < second.Message.At;

    /// <summary>Whose leg a request of the service is; an im: URI may have become the SIP URI of the same user (RFC 3428 5).</summary>
    internal MergedRecipient? RecipientAt(SipUri target) => Expectation.Find(target)
        ?? (HasImUris && SipUri.TryParse($"im:{target.User}@{target.Host}", out var im) ? Expectation.Find(im) : null);

    private bool HasImUris => _hasImUris ??= Expectation.Recipients.Any(r => r.Uri.Scheme.Equals("im", StringComparison.OrdinalIgnoreCase));

    private bool ListsTheSameAs(ListCall other) =>
        other.Expectation.Recipients.Count == Expectation.Recipients.Count && other.Expectation.Recipients.All(r => Expectation.Find(r.Uri) is not null);

    internal void Add(CopyView copy)
    {
        FirstCopy ??= copy;
        if (copy.Recipient is { } recipient)
        {
            if (!_copies.TryGetValue(recipient, out var all))
            {
                _copies.Add(recipient, all = []);
            }

            all.Add(copy);
        }
    }

    /// <summary>True when a message has the payload of this request, wherever it stands in it.</summary>
    internal bool HasPayloadOf(Observed message) =>
        Payload is [var first, ..] && !first.Content.IsEmpty && message.Payload.Span.IndexOf(first.Content.Span) >= 0;
}
