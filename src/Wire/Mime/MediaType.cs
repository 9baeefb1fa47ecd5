using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Mime;

/// <summary>A media type with its parameters (RFC 2045 5.1).</summary>
public sealed class MediaType
{
  /// <summary>Reads one media type that fills the text.</summary>
  public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out MediaType? value) => throw new NotImplementedException();
}
