using Conformance.Harness.Oracle;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>A header field that a listed URI asks for with its question mark, unescaped.</summary>
internal sealed record UriRequest(SipHeader Header, string Name, string Value);

/// <summary>What listed URIs ask for (RFC 3261 19.1.5).</summary>
internal static class UriRequests
{
    /// <summary>Everything asked for in the entries of one recipient.</summary>
    internal static IReadOnlyList<UriRequest> Of(MergedRecipient? recipient) => recipient is null || recipient.Spellings.All(s => s.Headers.Count == 0)
        ? []
        : [.. recipient.Spellings.SelectMany(s => s.Headers).Select(Read)];

    private static UriRequest Read(SipParameter component)
    {
        var name = Uri.UnescapeDataString(component.Name);
        return new UriRequest(SipHeaders.Of(name), name, Uri.UnescapeDataString(component.Value ?? ""));
    }
}
