namespace Conformance.Harness.Passive;

/// <summary>A file cannot be read as a capture; the message says what was expected, what was found, and where.</summary>
public sealed class CaptureException : Exception
{
    /// <inheritdoc cref="CaptureException"/>
    public CaptureException()
    {
    }

    /// <inheritdoc cref="CaptureException"/>
    public CaptureException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="CaptureException"/>
    public CaptureException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
