using Conformance.ReferenceImpl.Hosting;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>URIs among the values of a control action.</summary>
internal static class ActionUris
{
    /// <exception cref="ArgumentException">It is missing, or no URI.</exception>
    public static SipUri Uri(this ActionValues given, string name) =>
        SipUri.TryParse(given.Required(name), out var uri) ? uri : throw new ArgumentException($"{name} is a URI, not \"{given.Required(name)}\".");
}
