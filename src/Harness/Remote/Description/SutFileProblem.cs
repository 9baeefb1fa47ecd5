namespace Conformance.Harness.Remote.Description;

/// <summary>One thing that is wrong in a SUT file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Path">Where in the document, as a JSON path such as <c>$.addresses['im-recipient'].udp</c>.</param>
/// <param name="Text">What was expected and found, and what to do.</param>
public sealed record SutFileProblem(int Line, string Path, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, {Path}: {Text}";
}

/// <summary>A SUT file cannot be used. All that is wrong with it is said at once.</summary>
public sealed class SutFileException : Exception
{
    /// <summary>A file that could not be read, or not be understood.</summary>
    /// <param name="file">Path of the file, as it was asked for.</param>
    /// <param name="problems">What is wrong in it, in the order of the lines.</param>
    public SutFileException(string file, IReadOnlyList<SutFileProblem> problems)
        : base(problems is [var only]
            ? $"{file}, {only}"
            : $"{file} has {problems.Count} mistakes:\n" + string.Join('\n', problems.Select(p => $"  {p}"))) => Problems = problems;

    /// <summary>A file that could not be read.</summary>
    /// <param name="message">Why.</param>
    /// <param name="cause">What the operating system said.</param>
    public SutFileException(string message, Exception? cause = null)
        : base(message, cause) => Problems = [];

    /// <summary>What is wrong in the file; empty when it could not be read at all.</summary>
    public IReadOnlyList<SutFileProblem> Problems { get; }
}
