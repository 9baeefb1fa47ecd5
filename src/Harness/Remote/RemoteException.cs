namespace Conformance.Harness.Remote;

/// <summary>A system under test cannot be driven or listened to as its SUT file says. The message tells what to mend.</summary>
public sealed class RemoteException(string message, Exception? cause = null) : Exception(message, cause);
