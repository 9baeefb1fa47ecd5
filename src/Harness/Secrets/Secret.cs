namespace Conformance.Harness.Secrets;

/// <summary>A text that nobody may read in a report, a journal or on a console: it prints as asterisks.</summary>
public sealed class Secret
{
    private readonly string _text;

    /// <summary>Keeps a text.</summary>
    /// <param name="text">The text itself.</param>
    /// <param name="variable">The environment variable that it came from; null when it stood in the file.</param>
    public Secret(string text, string? variable = null)
    {
        _text = text;
        Variable = variable;
    }

    /// <summary>The environment variable that it came from; null when it stood in the file.</summary>
    public string? Variable { get; }

    /// <summary>The text itself, for the one place that needs it.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public override string ToString() => Redaction.Mask;
}
