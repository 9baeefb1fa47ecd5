namespace Conformance.Harness.Reports;

/// <summary>A report file could not be written or read; the message names the path and the cause.</summary>
public sealed class ReportException : Exception
{
    /// <summary>A failure on one path.</summary>
    /// <param name="path">The file or folder that is concerned.</param>
    /// <param name="problem">What could not be done, such as <c>cannot be written</c>.</param>
    /// <param name="cause">What the operating system, or the parser, said.</param>
    public ReportException(string path, string problem, Exception cause)
        : base($"{path} {problem}: {cause.Message}", cause) => Path = path;

    /// <summary>The file or folder that is concerned.</summary>
    public string Path { get; }
}
