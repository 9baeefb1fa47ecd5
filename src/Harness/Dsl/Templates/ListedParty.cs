using Conformance.Harness.Evidence;
using Conformance.Stack;
using Conformance.Wire.Lists;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>One entry of a recipient list (RFC 4826 with RFC 5364).</summary>
/// <param name="Party">Who is listed.</param>
public sealed record ListedParty(Party Party)
{
    /// <summary>copyControl; null leaves the attribute out, which means bcc (RFC 5364 4).</summary>
    public CopyControl? Role { get; init; }

    /// <summary>The text of the anonymize attribute; null leaves it out, which means false.</summary>
    public string? Anonymize { get; init; }

    /// <summary>A display-name; null for none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Spells the party's URI in another way, such as with a parameter; null for the plain URI.</summary>
    public Func<string, string>? Spelling { get; init; }

    /// <summary>The transport by which the party is to be reached; null for that of the case.</summary>
    public TransportKind? Transport { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Party} {Role?.ToString().ToLowerInvariant() ?? "no role"}{(IsHidden ? " hidden" : "")}";

    /// <summary>Hidden from the other recipients.</summary>
    public ListedParty Anonymous(string text = "true") => this with { Anonymize = text };

    /// <summary>With a display-name.</summary>
    public ListedParty Named(string name) => this with { DisplayName = name };

    /// <summary>With its URI spelt in another way.</summary>
    public ListedParty Spelt(Func<string, string> spelling) => this with { Spelling = spelling };

    /// <summary>To be reached by another transport than that of the case.</summary>
    public ListedParty Over(TransportKind transport) => this with { Transport = transport };

    /// <summary>True when a conformant reader takes it for hidden.</summary>
    internal bool IsHidden => Anonymize?.Trim() is "true" or "1";

    /// <summary>True when the other recipients must not learn that this one is listed.</summary>
    public bool IsUnseen => IsHidden || Role is null or CopyControl.Bcc;

    internal string UriIn(CaseFacts facts)
    {
        var uri = Transport is { } transport ? facts.AddressOver(Party, transport) : facts.AddressOf(Party).Address;
        return Spelling is null ? uri : Spelling(uri);
    }
}

/// <summary>How parties are listed.</summary>
public static class Listing
{
    /// <summary>Listed as a main recipient.</summary>
    public static ListedParty To(this Party party) => new(party) { Role = CopyControl.To };

    /// <summary>Listed for a copy.</summary>
    public static ListedParty Cc(this Party party) => new(party) { Role = CopyControl.Cc };

    /// <summary>Listed for a blind copy.</summary>
    public static ListedParty Bcc(this Party party) => new(party) { Role = CopyControl.Bcc };

    /// <summary>Listed without a role.</summary>
    public static ListedParty WithoutRole(this Party party) => new(party);
}
