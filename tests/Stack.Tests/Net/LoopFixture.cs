using System.Net;
using System.Text;
using Conformance.Stack.Net;

namespace Conformance.Stack.Tests.Net;

/// <summary>A socket loop and network for each test, and a check that no handler threw.</summary>
public abstract class LoopFixture
{
    /// <summary>Generous: reached only when something is broken.</summary>
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    protected static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly List<string> _faults = [];

    protected SocketLoop Loop { get; private set; } = null!;

    protected SocketNetwork Network { get; private set; } = null!;

    [SetUp]
    public void StartLoop()
    {
        _faults.Clear();
        Loop = new SocketLoop();
        Loop.UnhandledFault += fault => _faults.Add(fault.ToString());
        Network = new SocketNetwork(Loop);
    }

    [TearDown]
    public void StopLoop()
    {
        Network.Dispose();
        Loop.Dispose();
        Assert.That(_faults, Is.Empty, "no handler threw");
    }

    protected static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.Span);

    protected Task On(Action work) => Loop.InvokeAsync(work);

    protected static Task<T> Within<T>(TaskCompletionSource<T> source) => source.Task.WaitAsync(Deadline);
}
