namespace Conformance.Wire.Sip;

/// <summary>One header field of a message, over the message's own bytes.</summary>
public readonly record struct SipField
{
  /// <summary>Which header it is, compact forms resolved.</summary>
  public SipHeader Known => throw new NotImplementedException();
  /// <summary>As spelt on the wire.</summary>
  public string Name => throw new NotImplementedException();
  /// <summary>Unfolded (each line break with its white space becomes one space) and trimmed.</summary>
  public string Value => throw new NotImplementedException();
  /// <summary>Name to final CR LF, folded lines included.</summary>
  public ReadOnlyMemory<byte> Raw => throw new NotImplementedException();
  /// <summary>The value's bytes, outer white space and final CR LF left out, folding kept.</summary>
  public ReadOnlyMemory<byte> RawValue => throw new NotImplementedException();
  /// <summary>Index of the name's first byte in <see cref="SipMessage.Bytes"/>.</summary>
  public int Offset => throw new NotImplementedException();
  /// <summary>Length of <see cref="Raw"/>.</summary>
  public int Length => throw new NotImplementedException();
  /// <summary>Index of the first byte of <see cref="RawValue"/> in <see cref="SipMessage.Bytes"/>.</summary>
  public int ValueOffset => throw new NotImplementedException();
}
