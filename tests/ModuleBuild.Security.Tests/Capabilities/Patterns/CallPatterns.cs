namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Calls, delegates, events, function pointers, overloads, operators.</summary>
internal static class CallPatterns
{
    public static IEnumerable<Pattern> All => new PatternList()
        .Twins("a call", "class Entry { public void Run() => Bad.Do(); }", "class Entry { public void Run() { } void Other() => Console.WriteLine(); } class Unused { void X() => Bad.Do(); }")
        .Twins("a chain of calls",
            "class A { public static void F() => B.G(); } class B { public static void G() => Bad.Do(); } class Entry { public void Run() => A.F(); }",
            "class A { public static void F() => B.H(); } class B { public static void G() => Bad.Do(); public static void H() { } } class Entry { public void Run() => A.F(); }")
        .Twins("overloads",
            "class A { public static void F(int x) { } public static void F(string x) => Bad.Do(); } class Entry { public void Run() => A.F(\"\"); }",
            "class A { public static void F(int x) { } public static void F(string x) => Bad.Do(); } class Entry { public void Run() => A.F(1); }")
        .Twins("overloads by arity of the type",
            "class A { public static void F(List<int> x) { } public static void F(List<string> x) => Bad.Do(); } class Entry { public void Run() => A.F(new List<string>()); }",
            "class A { public static void F(List<int> x) { } public static void F(List<string> x) => Bad.Do(); } class Entry { public void Run() => A.F(new List<int>()); }")
        .Twins("generic overloads",
            "class A { public static void F<T>(T x) => Bad.Do(); public static void F(int x) { } } class Entry { public void Run() => A.F<int>(1); }",
            "class A { public static void F<T>(T x) => Bad.Do(); public static void F(int x) { } } class Entry { public void Run() => A.F(1); }")
        .Twins("a lambda that is handed on",
            "class Entry { public void Run() { Take(() => Bad.Do()); } static void Take(Func<int> f) { } }",
            "class Entry { public void Run() { Take(() => 1); } static void Take(Func<int> f) { } } class Other { Func<int> F = () => Bad.Do(); }")
        .Twins("a lambda with a captured variable",
            "class Entry { public void Run(int n) { Action a = () => { if (n > 1) Bad.Do(); }; a(); } }",
            "class Entry { public void Run(int n) { Action a = () => { if (n > 1) Console.WriteLine(n); }; a(); } }")
        .Twins("a lambda in a lambda",
            "class Entry { public void Run() { Func<Action> a = () => () => Bad.Do(); a()(); } }",
            "class Entry { public void Run() { Func<Action> a = () => () => { }; a()(); } }")
        .Twins("a method group",
            "class Entry { public void Run() => new List<int> { 1 }.ForEach(F); static void F(int x) => Bad.Do(); }",
            "class Entry { public void Run() => new List<int> { 1 }.ForEach(G); static void F(int x) => Bad.Do(); static void G(int x) { } }".Replace("static void F(int x) => Bad.Do();", "", StringComparison.Ordinal))
        .Twins("a delegate on a virtual method",
            "class B { public virtual void F() { } } class D : B { public override void F() => Bad.Do(); } class Entry { public void Run() { B b = new D(); Action a = b.F; a(); } }",
            "class B { public virtual void F() { } } class D : B { public override void F() => Bad.Do(); } class Entry { public void Run() { B b = new B(); Action a = b.F; a(); } }")
        .Twins("an event",
            "class S { public event Action E; public void Fire() => E?.Invoke(); } class Entry { public void Run() { var s = new S(); s.E += () => Bad.Do(); s.Fire(); } }",
            "class S { public event Action E; public void Fire() => E?.Invoke(); } class Entry { public void Run() { var s = new S(); s.E += () => { }; s.Fire(); } }")
        .Twins("accessors of an event",
            "class S { public event Action E { add { Bad.Do(); } remove { } } } class Entry { public void Run() { new S().E += () => { }; } }",
            "class S { public event Action E { add { Bad.Do(); } remove { } } } class Entry { public void Run() { new S().E -= () => { }; } }")
        .Twins("Task.Run",
            "class Entry { public Task Run() => Task.Run(() => Bad.Do()); }",
            "class Entry { public Task Run() => Task.Run(() => 1); }")
        .Twins("a thread", "class Entry { public void Run() => new Thread(Work).Start(); static void Work() => Bad.Do(); }", "class Entry { public void Run() => new Thread(Work).Start(); static void Work() { } }")
        .Twins("a timer", "class Entry { public Timer Run() => new Timer(_ => Bad.Do()); }", "class Entry { public Timer Run() => new Timer(_ => { }); }")
        .Twins("a function pointer",
            "unsafe class Entry { public void Run() { delegate*<int> f = &Bad.Do; f(); } }",
            "unsafe class Entry { public void Run() { delegate*<int> f = &Good; f(); } static int Good() => 1; }")
        .Twins("an operator",
            "struct V { public static V operator +(V a, V b) { Bad.Do(); return a; } public static V operator -(V a, V b) => a; } class Entry { public void Run() { V v = default; v = v + v; } }",
            "struct V { public static V operator +(V a, V b) { Bad.Do(); return a; } public static V operator -(V a, V b) => a; } class Entry { public void Run() { V v = default; v = v - v; } }")
        .Twins("an implicit conversion",
            "class V { public static implicit operator int(V v) => Bad.Do(); public static explicit operator long(V v) => 1; } class Entry { public int Run() => new V(); }",
            "class V { public static implicit operator int(V v) => Bad.Do(); public static explicit operator long(V v) => 1; } class Entry { public long Run() => (long)new V(); }")
        .Twins("a property",
            "class V { public int P { get => Bad.Do(); set { } } } class Entry { public int Run() => new V().P; }",
            "class V { public int P { get => Bad.Do(); set { } } } class Entry { public void Run() => new V().P = 1; }")
        .Twins("an indexer",
            "class V { public int this[int i] => Bad.Do(); public int this[string i] => 1; } class Entry { public int Run() => new V()[1]; }",
            "class V { public int this[int i] => Bad.Do(); public int this[string i] => 1; } class Entry { public int Run() => new V()[\"\"]; }")
        .Twins("an extension method",
            "static class X { public static void F(this string s) => Bad.Do(); public static void F(this int s) { } } class Entry { public void Run() => \"\".F(); }",
            "static class X { public static void F(this string s) => Bad.Do(); public static void F(this int s) { } } class Entry { public void Run() => 1.F(); }")
        .Twins("a static constructor",
            "class A { static A() { Bad.Do(); } public static void F() { } } class Entry { public void Run() => A.F(); }",
            "class A { static A() { Bad.Do(); } public static void F() { } } class B { public static void F() { } } class Entry { public void Run() => B.F(); }")
        .Twins("a static field",
            "class A { public static readonly int X = Bad.Do(); } class Entry { public int Run() => A.X; }",
            "class A { public static readonly int X = Bad.Do(); public const int Y = 1; } class Entry { public int Run() => A.Y; }")
        .Twins("an initializer of the module",
            "static class I { [ModuleInitializer] public static void Go() => Bad.Do(); } class Entry { public void Run() { } }",
            "static class I { public static void Go() => Bad.Do(); } class Entry { public void Run() { } }")
        .Twins("a local function",
            "class Entry { public void Run() { F(); void F() => Bad.Do(); } }",
            "class Entry { public void Run() { F(); void F() { } } }")
        .Twins("a partial method",
            "partial class P { partial void Hook(); public void F() => Hook(); } partial class P { partial void Hook() => Bad.Do(); } class Entry { public void Run() => new P().F(); }",
            "partial class P { partial void Hook(); partial void Other(); public void F() => Hook(); } partial class P { partial void Other() => Bad.Do(); } class Entry { public void Run() => new P().F(); }")
        .Twins("a call in an exception filter",
            "class Entry { public void Run() { try { Console.WriteLine(); } catch (Exception) when (Bad.Do() == 1) { } } }",
            "class Entry { public void Run() { try { Console.WriteLine(); } catch (Exception) when (Environment.TickCount == 1) { } } }")
        .Twins("a local function as a delegate",
            "class Entry { public Action Run() { return F; static void F() => Bad.Do(); } }",
            "class Entry { public Action Run() { return F; static void F() { } } }")
        .All;
}
