using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Mime;

/// <summary>Value of Content-Disposition (RFC 2183, RFC 3261 20.11).</summary>
public sealed class ContentDisposition
{
  /// <summary>Reads one value that fills the text.</summary>
  public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out ContentDisposition? value) => throw new NotImplementedException();
}
