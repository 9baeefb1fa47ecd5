using Conformance.Harness.Baselines;

namespace Conformance.Cli.Running;

/// <summary>Baselines on disk, as commands read and write them.</summary>
internal static class Baselines
{
    /// <summary>The baseline that was asked for; null when none was.</summary>
    /// <exception cref="CommandException">It cannot be read; all that is wrong with it is named.</exception>
    internal static Baseline? ReadIfNamed(string? file) => file is null ? null : Read(file);

    /// <exception cref="CommandException">It cannot be read; all that is wrong with it is named.</exception>
    internal static Baseline Read(string file)
    {
        try
        {
            var problems = BaselineFile.Read(file, File.ReadAllText(file), out var baseline);
            return problems.Count == 0
                ? baseline
                : throw new CommandException($"{Path.GetFullPath(file)} cannot be used as a baseline:\n{string.Join('\n', problems.Select(p => $"  {p}"))}");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the baseline {Path.GetFullPath(file)} cannot be read: {cause.Message}. Make one with: conformance baseline write {file}");
        }
    }

    /// <exception cref="CommandException">It cannot be written.</exception>
    internal static void Write(string file, Baseline baseline)
    {
        try
        {
            File.WriteAllText(file, BaselineFile.Write(baseline));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the baseline {Path.GetFullPath(file)} cannot be written: {cause.Message}");
        }
    }
}
