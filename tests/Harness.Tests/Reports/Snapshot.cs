using System.Runtime.CompilerServices;

namespace Conformance.Harness.Tests.Reports;

/// <summary>Compares a whole text with the file <c>NAME.verified.txt</c>; a text that differs is left beside it as <c>NAME.received.txt</c>.</summary>
internal static class Snapshot
{
    public static void Verify(string name, string actual, [CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source) ?? ".", "Snapshots");
        var (verified, received) = (Path.Combine(folder, name + ".verified.txt"), Path.Combine(folder, name + ".received.txt"));
        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(received, actual);
        Assert.That(actual, Is.EqualTo(expected), $"if the new text is right: mv {received} {verified}");
    }
}
