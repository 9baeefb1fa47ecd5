namespace Conformance.Scenarios.Tests;

/// <summary>
/// Faults of the reference that no case finds out yet, in <c>Data/survivors.txt</c>, one <c>seat/id</c> a line. They are hunted all the same: one that is
/// found out fails the test until its line is taken away, so the list can only shrink.
/// </summary>
internal static class Survivors
{
    private static readonly HashSet<string> Known =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "survivors.txt")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Trim()),
    ];

    internal static bool Contains(string seat, string id) => Known.Contains($"{seat}/{id}");
}
