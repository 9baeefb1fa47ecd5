namespace Conformance.Wire.Sip;

/// <summary>One parameter of a URI or header value.</summary>
/// <param name="Name">As spelt; compare without case.</param>
/// <param name="Value">As written, quotes and escapes included; null when there is no equals sign.</param>
public readonly record struct SipParameter(string Name, string? Value)
{
    /// <summary>The value without its quotes and backslashes; empty when the parameter has none.</summary>
    public string Unquoted => SipText.Unquote(Value ?? "");

    /// <inheritdoc/>
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";
}
