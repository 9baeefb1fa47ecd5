namespace Conformance.Wire.Mime;

/// <summary>A parameter of a structured MIME value.</summary>
/// <param name="Name">The attribute as spelt on the wire; its case has no meaning.</param>
/// <param name="Value">The value with quotes and backslashes removed.</param>
public readonly record struct MimeParameter(string Name, string Value);
