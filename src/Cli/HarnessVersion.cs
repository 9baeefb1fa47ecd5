namespace Conformance.Cli;

/// <summary>The version of this command, as reports and files name it.</summary>
internal static class HarnessVersion
{
    internal static string Text { get; } = typeof(HarnessVersion).Assembly.GetName().Version?.ToString(3) ?? "";
}
