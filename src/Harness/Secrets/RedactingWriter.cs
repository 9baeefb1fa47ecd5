using System.Text;

namespace Conformance.Harness.Secrets;

/// <summary>A text writer, such as the console, that hides secrets. A secret must come in one write, as every text does that is not spelled letter by letter.</summary>
public sealed class RedactingWriter : TextWriter
{
    private readonly TextWriter _below;
    private readonly Redaction _redaction;

    /// <summary>Wraps a writer, which stays open.</summary>
    public RedactingWriter(TextWriter below, Redaction redaction)
        : base(below.FormatProvider)
    {
        _below = below;
        _redaction = redaction;
        CoreNewLine = below.NewLine.ToCharArray();
    }

    /// <inheritdoc/>
    public override Encoding Encoding => _below.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => _below.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => _below.Write(value is null ? null : _redaction.Apply(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => _below.WriteLine(value is null ? null : _redaction.Apply(value));

    /// <inheritdoc/>
    public override void Flush() => _below.Flush();
}
