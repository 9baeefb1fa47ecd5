using Conformance.Harness.Remote.Description;
using Conformance.Harness.Secrets;

namespace Conformance.Cli.Sut;

/// <summary>Reads SUT files for commands, and keeps their secrets off the console of this invocation.</summary>
/// <param name="console">Hides what the console must not show.</param>
internal sealed class SutFiles(Redaction console)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="SutFileException">Something in it is wrong.</exception>
    internal SutDescription Read(string path)
    {
        var description = SutFile.Read(path, Environment.GetEnvironmentVariable);
        console.Hide(description.Redaction);
        return description;
    }
}
