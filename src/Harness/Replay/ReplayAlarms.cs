using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Stack.Net;

namespace Conformance.Harness.Replay;

/// <summary>
/// Rings alarms when they rang then, so that what came a moment before or after still does. One that did not ring was overtaken by what it was set for;
/// should today's harness still wait for that, it rings once the recording has nothing more to say.
/// </summary>
internal sealed class ReplayAlarms : IAlarms
{
    private readonly VirtualLoop _loop;
    private readonly HashSet<int> _toCome;
    private readonly DateTimeOffset _end;
    private readonly Dictionary<int, Alarm> _set = [];

    internal ReplayAlarms(RecordedCase recorded, VirtualLoop loop)
    {
        _loop = loop;
        _toCome = [.. recorded.Events.OfType<AlarmRang>().Select(a => a.Number)];
        _end = recorded.Events.Select(e => e.At).Append(recorded.Begun.At).Max() + TimeSpan.FromMilliseconds(1);
    }

    public IDisposable Set(int number, TimeSpan delay, Action ring)
    {
        var due = _loop.Now + delay;
        var alarm = new Alarm(due, ring);
        if (_toCome.Contains(number))
        {
            _set[number] = alarm;
        }
        else
        {
            alarm.Timer = _loop.After((due > _end ? due : _end) - _loop.Now, ring);
        }

        return alarm;
    }

    internal void Ring(AlarmRang rang)
    {
        _toCome.Remove(rang.Number);
        if (!_set.Remove(rang.Number, out var alarm) || alarm.IsSilent)
        {
            return;
        }

        // An alarm of today that is not the one of then has a time of its own.
        alarm.Timer = alarm.Due > _loop.Now ? _loop.After(alarm.Due - _loop.Now, alarm.Ring) : null;
        if (alarm.Timer is null)
        {
            alarm.Ring();
        }
    }

    private sealed class Alarm(DateTimeOffset due, Action ring) : IDisposable
    {
        internal DateTimeOffset Due { get; } = due;

        internal Action Ring { get; } = ring;

        internal IDisposable? Timer { get; set; }

        internal bool IsSilent { get; private set; }

        public void Dispose()
        {
            IsSilent = true;
            Timer?.Dispose();
        }
    }
}
