using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>Value of a CSeq header (RFC 3261 20.16).</summary>
/// <param name="Number">Sequence number; the grammar allows what the clause (below 2^31) does not, up to 2^32-1 is read here.</param>
/// <param name="Method">Case-sensitive method name.</param>
public sealed record SipCSeq(uint Number, string Method)
{
  /// <summary>Reads <c>number LWS method</c>; false for anything else, a number above 2^32-1 included.</summary>
  public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipCSeq? value) => throw new NotImplementedException();

  /// <inheritdoc/>
  public override string ToString() => $"{Number} {Method}";
}
