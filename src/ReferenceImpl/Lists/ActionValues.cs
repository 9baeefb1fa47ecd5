using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>The values of a control action, and clear words when they do not do.</summary>
internal readonly record struct ActionValues(string Action, IReadOnlyDictionary<string, string> Values)
{
    /// <exception cref="ArgumentException">It is missing.</exception>
    public string Required(string name) =>
        Values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"Action {Action} needs a value \"{name}\".");

    public string? Optional(string name) => Values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public bool Flag(string name) => Optional(name) == "true";

    /// <exception cref="ArgumentException">It is missing, or no URI.</exception>
    public SipUri Uri(string name) => SipUri.TryParse(Required(name), out var uri)
        ? uri
        : throw new ArgumentException($"Action {Action}: \"{Values[name]}\" is no URI.");

    public ArgumentException Unknown() => new($"This seat has no action \"{Action}\".");
}
