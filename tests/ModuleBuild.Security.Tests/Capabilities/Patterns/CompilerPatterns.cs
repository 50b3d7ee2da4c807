namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>What the compiler makes of code: state machines, records, queries, patterns.</summary>
internal static class CompilerPatterns
{
    public static IEnumerable<Pattern> All => new PatternList()
        .Twins("async",
            "class Entry { public async Task Run() { await Task.Yield(); Bad.Do(); } }",
            "class Entry { public async Task Run() { await Task.Yield(); } }")
        .Twins("async in async",
            "class Entry { public async Task Run() => await Inner(); async Task<int> Inner() { await Task.Delay(1); return Bad.Do(); } }",
            "class Entry { public async Task Run() => await Inner(); async Task<int> Inner() { await Task.Delay(1); return 1; } }")
        .Twins("a generic async method",
            "class Entry { public async Task Run() => await Inner<int>(); async Task<T> Inner<T>() { await Task.Delay(1); Bad.Do(); return default; } }",
            "class Entry { public async Task Run() => await Inner<int>(); async Task<T> Inner<T>() { await Task.Delay(1); return default; } }")
        .Twins("an async lambda",
            "class Entry { public void Run() { Func<Task> f = async () => { await Task.Yield(); Bad.Do(); }; f(); } }",
            "class Entry { public void Run() { Func<Task> f = async () => { await Task.Yield(); }; f(); } }")
        .Twins("an iterator",
            "class Entry { public int Run() => Numbers().Count(); IEnumerable<int> Numbers() { yield return Bad.Do(); } }",
            "class Entry { public int Run() => Numbers().Count(); IEnumerable<int> Numbers() { yield return 1; } }")
        .Twins("an async iterator",
            "class Entry { public async Task Run() { await foreach (var n in Numbers()) Console.WriteLine(n); } async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return Bad.Do(); } }",
            "class Entry { public async Task Run() { await foreach (var n in Numbers()) Console.WriteLine(n); } async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; } }")
        .Twins("an asynchronous Dispose",
            "class R : IAsyncDisposable { public ValueTask DisposeAsync() { Bad.Do(); return default; } } class Entry { public async Task Run() { await using var r = new R(); } }",
            "class R : IAsyncDisposable { public ValueTask DisposeAsync() => default; } class Entry { public async Task Run() { await using var r = new R(); } }")
        .Twins("an awaiter of one's own",
            "class A : INotifyCompletion { public A GetAwaiter() => this; public bool IsCompleted => false; public void OnCompleted(Action a) => Bad.Do(); public void GetResult() { } } class Entry { public async Task Run() => await new A(); }",
            "class A : INotifyCompletion { public A GetAwaiter() => this; public bool IsCompleted => true; public void OnCompleted(Action a) { } public void GetResult() { } } class Entry { public async Task Run() => await new A(); }")
        .Twins("a record's member",
            "record R(int X) { public int Y => Bad.Do(); } class Entry { public int Run() => new R(1).Y; }",
            "record R(int X) { public int Y => 1; } class Entry { public int Run() => new R(1).X; }")
        .Twins("printing a record",
            "record R(int X) { protected virtual bool PrintMembers(System.Text.StringBuilder b) { Bad.Do(); return false; } } class Entry { public string Run() => new R(1).ToString(); }",
            "record R(int X) { protected virtual bool PrintMembers(System.Text.StringBuilder b) => false; } class Entry { public string Run() => new R(1).ToString(); }")
        .Twins("a copy of a record",
            "record R(int X) { protected R(R o) { Bad.Do(); } } class Entry { public R Run(R r) => new R(1) with { X = 2 }; }",
            "record R(int X) { protected R(R o) { } } class Entry { public R Run(R r) => new R(1) with { X = 2 }; }")
        .Twins("a query",
            "class Entry { public int Run() => (from x in new[] { 1 } where Bad.Do() == x select x).Count(); }",
            "class Entry { public int Run() => (from x in new[] { 1 } where x > 1 select x).Count(); }")
        .Twins("deconstruction",
            "class V { public void Deconstruct(out int a, out int b) { a = b = Bad.Do(); } } class Entry { public int Run() { var (a, b) = new V(); return a; } }",
            "class V { public void Deconstruct(out int a, out int b) { a = b = 1; } } class Entry { public int Run() { var (a, b) = new V(); return a; } }")
        .Twins("an interpolated string handler",
            "[InterpolatedStringHandler] ref struct H { public H(int a, int b) { } public void AppendLiteral(string s) => Bad.Do(); } class Entry { static void Log(H h) { } public void Run() => Log($\"x\"); }",
            "[InterpolatedStringHandler] ref struct H { public H(int a, int b) { } public void AppendLiteral(string s) { } } class Entry { static void Log(H h) { } public void Run() => Log($\"x\"); }")
        .Twins("a collection initializer",
            "class C : IEnumerable { public void Add(int x) => Bad.Do(); public IEnumerator GetEnumerator() => null; } class Entry { public C Run() => new C { 1 }; }",
            "class C : IEnumerable { public void Add(int x) => Bad.Do(); public IEnumerator GetEnumerator() => null; } class Entry { public C Run() => new C { }; }")
        .Twins("a field initializer",
            "class C { int _x = Bad.Do(); } class Entry { public object Run() => new C(); }",
            "class C { int _x = 1; static int Other() => Bad.Do(); } class Entry { public object Run() => new C(); }")
        .Twins("lock on a disposable ref struct",
            "ref struct S { public void Dispose() => Bad.Do(); } class Entry { public void Run() { using var s = new S(); } }",
            "ref struct S { public void Dispose() { } } class Entry { public void Run() { using var s = new S(); } }")
        .All;
}
