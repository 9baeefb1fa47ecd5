namespace Conformance.Harness.Engine;

/// <summary>Rings the alarms of one case.</summary>
internal interface IAlarms
{
    /// <summary>Sets an alarm; dispose the result to silence it.</summary>
    /// <param name="number">Which one, from 0.</param>
    /// <param name="delay">When it is due.</param>
    /// <param name="ring">What it does.</param>
    IDisposable Set(int number, TimeSpan delay, Action ring);
}
