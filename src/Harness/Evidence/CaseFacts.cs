using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Stack;

namespace Conformance.Harness.Evidence;

/// <summary>The addresses of one party in one case.</summary>
/// <param name="User">User part, unguessable within the run.</param>
/// <param name="Identity">URI for From and To: no port, no transport (RFC 3261 19.1.1, table 1).</param>
/// <param name="Address">URI that can be routed without DNS: numeric host, port and transport.</param>
public sealed record PartyAddress(string User, string Identity, string Address)
{
    /// <summary>Human name that goes into display names.</summary>
    public required string DisplayName { get; init; }
}

/// <summary>What a case made up or learnt: who has which address, which ids its messages have. One per case; templates are shared.</summary>
public sealed class CaseFacts
{
    private readonly Dictionary<object, object> _bound = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Template, string> _callIds = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Template, string> _msrpIds = new(ReferenceEqualityComparer.Instance);

    /// <summary>The unguessable part that all user names of the case share.</summary>
    public required string Nonce { get; init; }

    /// <summary>Ids of this case; independent of what other cases do.</summary>
    public required IdSource Ids { get; init; }

    /// <summary>Transport of the case.</summary>
    public required TransportKind Transport { get; init; }

    /// <summary>What carries its messages.</summary>
    public required Carrier Carrier { get; init; }

    /// <summary>The party that the system under test plays.</summary>
    public required Party Sut { get; init; }

    /// <summary>Address of each party.</summary>
    public required Func<Party, PartyAddress> AddressOf { get; init; }

    /// <summary>URI of a harness party by way of another transport than that of the case.</summary>
    public Func<Party, TransportKind, string> AddressOver { get; init; } = (_, transport) => throw new NotSupportedException($"This case has no address over {transport}.");

    /// <summary>The certificates of the parties, for cases with S/MIME.</summary>
    public CaseKeys Keys => field ??= new CaseKeys(AddressOf);

    /// <summary>The clock of the test bed.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UnixEpoch;

    /// <summary>What "several minutes" are between a signed date and now (RFC 3428 11.4).</summary>
    public TimeSpan DateSkew { get; init; } = new Pixit().DateSkew;

    /// <summary>Texts and other made-up content of the case, from its seed.</summary>
    public required IInvention Invention { get; init; }

    /// <summary>Remembers something under a template (or any other object of the scenario).</summary>
    public void Bind<T>(object key, T value)
        where T : notnull => _bound[key] = value;

    /// <summary>The MSRP Message-ID under which a template was sent; null when it was not sent over MSRP.</summary>
    public string? MsrpMessageId(Template template) => _msrpIds.GetValueOrDefault(template);

    /// <summary>What was remembered; null when nothing was.</summary>
    public T? Recall<T>(object key)
        where T : class => _bound.TryGetValue(key, out var value) ? value as T : null;

    /// <summary>The name in the scenario of the message with a CPIM Message-ID; null when no template is bound to it.</summary>
    internal string? NameOfMessage(string messageId) =>
        _bound.FirstOrDefault(b => b.Value is Dsl.Templates.ImFacts im && im.MessageId == messageId).Key is Template template ? template.Name : null;

    /// <summary>The Message-IDs of all instant messages of the case so far.</summary>
    public IEnumerable<string> MessageIds => _bound.Values.OfType<Dsl.Templates.ImFacts>().Select(f => f.MessageId).OfType<string>();

    /// <summary>True when the octets hold a text that the case made up for another message than the one with <paramref name="mine"/>.</summary>
    internal bool HoldsAnotherText(ReadOnlySpan<byte> octets, string mine)
    {
        foreach (var bound in _bound.Values)
        {
            if (bound is Dsl.Templates.ImFacts im && im.Text != mine && octets.IndexOf(System.Text.Encoding.UTF8.GetBytes(im.Text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The Call-ID under which a template was sent; null when it was not sent over SIP.</summary>
    internal string? CallId(Template template) => _callIds.GetValueOrDefault(template);

    internal void BindCallId(Template template, string callId) => _callIds[template] = callId;

    internal void BindMsrpMessageId(Template template, string id) => _msrpIds[template] = id;
}

/// <summary>Makes up people and texts for a case; equal seeds make up the same.</summary>
public interface IInvention
{
    /// <summary>A human name for a party; may hold non-ASCII letters.</summary>
    string NameOf(Party party);

    /// <summary>A sentence or two.</summary>
    string Text();
}
