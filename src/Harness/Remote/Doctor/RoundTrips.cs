using System.Globalization;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>Times that were measured.</summary>
public sealed class RoundTrips
{
    private readonly List<TimeSpan> _times = [];

    /// <summary>How many there are.</summary>
    public int Count => _times.Count;

    /// <summary>The shortest; zero when there is none.</summary>
    public TimeSpan Shortest => _times.DefaultIfEmpty().Min();

    /// <summary>The longest; zero when there is none.</summary>
    public TimeSpan Longest => _times.DefaultIfEmpty().Max();

    /// <summary>The one in the middle; zero when there is none.</summary>
    public TimeSpan Median => _times.Count == 0 ? default : _times.Order().ElementAt(_times.Count / 2);

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan time) => _times.Add(time);

    /// <summary>Adds those of another.</summary>
    public void Add(RoundTrips others) => _times.AddRange(others._times);

    /// <summary>As people read it: milliseconds, with one digit where they are few.</summary>
    public static string Spell(TimeSpan time) => time.TotalMilliseconds < 10
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms")
        : time.TotalSeconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms") : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
