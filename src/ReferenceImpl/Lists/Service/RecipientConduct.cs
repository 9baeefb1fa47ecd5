using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>How the service reads lists.</summary>
internal sealed record RecipientConduct
{
    /// <summary>What is taken from a listed URI: all but the method, for only MESSAGE is sent, whatever it says (RFC 5365 7.3).</summary>
    public Func<SipUri, SipUri> UriOf { get; init; } = uri => uri.WithoutParameter("method");

    /// <summary>A role that is missing, or none of the three words, counts as the least visible one (RFC 5364 4).</summary>
    public Func<ListEntry, CopyControl> LevelOf { get; init; } = entry => entry.CopyControl ?? CopyControl.Bcc;

    /// <summary>A value that is no boolean hides too: the mistake that discloses nobody.</summary>
    public Func<ListNode, bool> Hides { get; init; } = node => node.AnonymizeText is not null && node.Anonymize != false;

    /// <summary>Header fields that a URI cannot ask for without making its whole request impossible: what they demand we do not have.</summary>
    public Func<SipHeader, bool> Demands { get; init; } = header => header is SipHeader.Require or SipHeader.ProxyRequire;

    /// <summary>Whether a header value that a URI asks for fits on its line.</summary>
    public Func<string, bool> FitsLine { get; init; } = value => !value.Any(char.IsControl);

    /// <summary>Whether we have the transport a URI names.</summary>
    public Func<SipUri, bool> HasTransport { get; init; } = uri => uri.Parameter("transport")?.ToLowerInvariant() is null or "udp" or "tcp" or "tls";

    /// <summary>The entries of all list parts as one list; null when comparing them would cost too much.</summary>
    public Func<IReadOnlyList<IReadOnlyList<Recipient>>, IReadOnlyList<Recipient>?> Merge { get; init; } =
        parts => RecipientList.Merge(parts.SelectMany(part => part));

    /// <summary>Who of the merged list gets a copy, and in which order.</summary>
    public Func<IReadOnlyList<Recipient>, IReadOnlyList<Recipient>> Served { get; init; } = recipients => recipients;
}
