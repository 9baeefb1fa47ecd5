namespace Conformance.Harness.Dsl.Templates;

/// <summary>What a list service has been told by its operator about those around it, as far as it decides what becomes of a message.</summary>
public sealed record ServiceSettings
{
    /// <summary>True when asserted identities of the sender's node are true (RFC 3325 2.3); null when nothing was said.</summary>
    public bool? TrustsSource { get; init; }

    /// <summary>Recipients whose next hop is trusted with identities; all others are not, once something was said about the source.</summary>
    public IReadOnlyList<Party> TrustedHops { get; init; } = [];

    /// <summary>The URI that belongs to the account of the test bed; null when nothing was said.</summary>
    public string? Registered { get; init; }

    /// <summary>True when the service is a privacy service too (RFC 3323 5).</summary>
    public bool GivesPrivacy { get; init; }

    /// <summary>Recipients whose permission the service has obtained itself (RFC 5360 5).</summary>
    public IReadOnlyList<Party> Permitted { get; init; } = [];
}
