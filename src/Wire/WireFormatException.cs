namespace Conformance.Wire;

/// <summary>Thrown by the <c>Parse</c> methods, which are for input known to be good; hostile input goes through <c>TryParse</c>.</summary>
public sealed class WireFormatException(WireError error) : FormatException(error.Message)
{
    /// <summary>Reason, offset and excerpt.</summary>
    public WireError Error { get; } = error;
}
