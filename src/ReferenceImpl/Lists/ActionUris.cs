using Conformance.ReferenceImpl.Hosting;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>URIs among the values of a control action.</summary>
internal static class ActionUris
{
    /// <exception cref="ArgumentException">It is missing, or no URI.</exception>
    public static SipUri Uri(this ActionValues given, string name) =>
        SipUri.TryParse(given.Required(name), out var uri) ? uri : throw new ArgumentException($"{name} is a URI, not \"{given.Required(name)}\".");

    /// <summary>One URI per line; none when the value is missing.</summary>
    /// <exception cref="ArgumentException">A line is no URI.</exception>
    public static IReadOnlyList<SipUri> Uris(this ActionValues given, string name) =>
        [.. given.Optional(name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => SipUri.TryParse(line, out var uri) ? uri : throw new ArgumentException($"{name} is a URI on each line, not \"{line}\"."))];
}
