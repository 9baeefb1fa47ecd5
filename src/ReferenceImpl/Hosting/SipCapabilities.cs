namespace Conformance.ReferenceImpl.Hosting;

/// <summary>What a seat can take, as it tells those who ask and those it refuses.</summary>
internal sealed record SipCapabilities
{
    /// <summary>Methods served.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["MESSAGE", "OPTIONS"];

    /// <summary>Body types taken, for Accept.</summary>
    public IReadOnlyList<string> ContentTypes { get; init; } = [];

    /// <summary>Option tags honoured in Require, for Supported.</summary>
    public IReadOnlyList<string> OptionTags { get; init; } = [];
}
