// What mutants by a switch are made of: an expression that is the original's, or another where its
// number is active. Included in front of everything by switched sources, which switches.py writes,
// so it includes nothing itself.
//
// Where a constant is asked for, the compiler gets the original's: such a mutant has no switch.
// While a test is recorded, each place notes the numbers that it has, and those whose value would
// have been another. Where that can't be said without doing what the original doesn't, it is taken
// to be.
#pragma once

namespace mutation {

// The number that is active, from 1; 0: none; -1: none, and what would differ is recorded.
extern int active;

// A byte for each number while a test is recorded.
extern unsigned char* record;
inline constexpr unsigned char kReached = 1;
inline constexpr unsigned char kDiffers = 2;

#define MUTATION_INLINE [[gnu::always_inline]] constexpr

MUTATION_INLINE bool is_active(int number) {
  if (__builtin_is_constant_evaluated()) return false;
  return number != 0 && active == number;
}

MUTATION_INLINE bool is_recorded() {
  if (__builtin_is_constant_evaluated()) return false;
  return active < 0;
}

MUTATION_INLINE void note(bool is_different, int number) {
  if (is_recorded()) record[number] |= is_different ? kReached | kDiffers : kReached;
}

// Of what is done or left out: whether it differs isn't looked at.
MUTATION_INLINE bool instead(int number) {
  note(true, number);
  return is_active(number);
}

// Operators by name, and what is made of them. Division by nothing ends a program, so it is only
// done where it is active.
#define MUTATION_OPERATOR(name, operation, divides_)            \
  struct name {                                                 \
    static constexpr bool divides = divides_;                   \
    template <class A, class B>                                 \
    MUTATION_INLINE static decltype(auto) of(A&& a, B&& b) {    \
      return static_cast<A&&>(a) operation static_cast<B&&>(b); \
    }                                                           \
  };
MUTATION_OPERATOR(Less, <, false)
MUTATION_OPERATOR(LessOrEqual, <=, false)
MUTATION_OPERATOR(Greater, >, false)
MUTATION_OPERATOR(GreaterOrEqual, >=, false)
MUTATION_OPERATOR(Equal, ==, false)
MUTATION_OPERATOR(NotEqual, !=, false)
MUTATION_OPERATOR(Plus, +, false)
MUTATION_OPERATOR(Minus, -, false)
MUTATION_OPERATOR(Times, *, false)
MUTATION_OPERATOR(Divided, /, true)
MUTATION_OPERATOR(Modulo, %, true)
MUTATION_OPERATOR(LeftShift, <<, false)
MUTATION_OPERATOR(RightShift, >>, false)
MUTATION_OPERATOR(BitAnd, &, false)
MUTATION_OPERATOR(BitOr, |, false)
MUTATION_OPERATOR(BitXor, ^, false)
MUTATION_OPERATOR(PlusAssign, +=, false)
MUTATION_OPERATOR(MinusAssign, -=, false)
MUTATION_OPERATOR(TimesAssign, *=, false)
MUTATION_OPERATOR(DividedAssign, /=, true)
MUTATION_OPERATOR(ModuloAssign, %=, true)
MUTATION_OPERATOR(LeftShiftAssign, <<=, false)
MUTATION_OPERATOR(RightShiftAssign, >>=, false)
MUTATION_OPERATOR(BitAndAssign, &=, false)
MUTATION_OPERATOR(BitOrAssign, |=, false)
MUTATION_OPERATOR(BitXorAssign, ^=, false)
#undef MUTATION_OPERATOR

// Another operator under this number.
template <class Operator>
struct Other {
  int number;
};

// Another operand under this number.
template <class T>
struct Left {
  int number;
  T value;
};
template <class T>
struct Right {
  int number;
  T value;
};
template <class T>
Left(int, T) -> Left<T>;
template <class T>
Right(int, T) -> Right<T>;

template <class Original, class Operator, class A, class B>
MUTATION_INLINE decltype(auto) changed(Other<Operator>, A&& a, B&& b) {
  return Operator::of(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class Original, class T, class A, class B>
MUTATION_INLINE decltype(auto) changed(Left<T> left, A&&, B&& b) {
  return Original::of(static_cast<T>(left.value), static_cast<B&&>(b));
}
template <class Original, class T, class A, class B>
MUTATION_INLINE decltype(auto) changed(Right<T> right, A&& a, B&&) {
  return Original::of(static_cast<A&&>(a), static_cast<T>(right.value));
}

template <class Operator>
constexpr bool divides(Other<Operator>) {
  return Operator::divides;
}
template <class T>
constexpr bool divides(Left<T>) {
  return false;
}
template <class T>
constexpr bool divides(Right<T>) {
  return false;
}

template <class Original, class Change, class Value, class A, class B>
MUTATION_INLINE void note_change(Change change, const Value& value, A& a, B& b) {
  if (divides(change)) return note(true, change.number);
  if constexpr (requires { value != changed<Original>(change, a, b); }) {
    note(static_cast<bool>(value != changed<Original>(change, a, b)), change.number);
  } else {
    note(true, change.number);
  }
}

template <class Original, class A, class B>
MUTATION_INLINE auto changed_or_not(A&& a, B&& b) -> decltype(auto) {
  return Original::of(static_cast<A&&>(a), static_cast<B&&>(b));
}
template <class Original, class A, class B, class Change, class... Changes>
MUTATION_INLINE auto changed_or_not(A&& a, B&& b, Change change, Changes... changes)
    -> decltype(Original::of(static_cast<A&&>(a), static_cast<B&&>(b))) {
  if (is_active(change.number)) {
    return changed<Original>(change, static_cast<A&&>(a), static_cast<B&&>(b));
  }
  return changed_or_not<Original>(static_cast<A&&>(a), static_cast<B&&>(b), changes...);
}

// `a operation b`, of values.
template <class Original, class A, class B, class... Changes>
MUTATION_INLINE auto binary(A&& a, B&& b, Changes... changes)
    -> decltype(Original::of(static_cast<A&&>(a), static_cast<B&&>(b))) {
  if (is_recorded()) {
    const auto value = Original::of(a, b);
    (note_change<Original>(changes, value, a, b), ...);
  }
  return changed_or_not<Original>(static_cast<A&&>(a), static_cast<B&&>(b), changes...);
}

// `a operation= b`, which is done once.
template <class Original, class A, class B, class... Changes>
MUTATION_INLINE auto assignment(A&& a, B&& b, Changes... changes)
    -> decltype(Original::of(static_cast<A&&>(a), static_cast<B&&>(b))) {
  (note(true, changes.number), ...);
  return changed_or_not<Original>(static_cast<A&&>(a), static_cast<B&&>(b), changes...);
}

// `a && b`, written as `and_left(n, a) ? and_right(n, b) : and_else(n)`, for the right is evaluated
// only where the operator wants it.
MUTATION_INLINE bool and_left(int number, bool left) {
  note(!left, number);
  return left != is_active(number);
}
MUTATION_INLINE bool and_right(int number, bool right) {
  note(!right, number);
  return right;
}
MUTATION_INLINE bool and_else(int number) { return is_active(number); }

// `a || b`, likewise.
MUTATION_INLINE bool or_left(int number, bool left) {
  note(left, number);
  return left == is_active(number);
}
MUTATION_INLINE bool or_right(int number, bool right) {
  note(right, number);
  return right;
}
MUTATION_INLINE bool or_else(int number) { return !is_active(number); }

MUTATION_INLINE bool condition(int number, bool value) { return value != instead(number); }
MUTATION_INLINE bool without_not(int number, bool value) { return value == instead(number); }
template <class T>
MUTATION_INLINE auto without_minus(int number, T value) {
  note(value != -value, number);
  return is_active(number) ? +value : -value;
}
template <class T>
MUTATION_INLINE auto without_complement(int number, T value) {
  return instead(number) ? +value : ~value;
}

#define MUTATION_STEP(name, original, other)                   \
  template <class T>                                           \
  MUTATION_INLINE decltype(auto) name(int number, T&& place) { \
    return instead(number) ? other : original;                 \
  }
MUTATION_STEP(step_up, ++place, --place)
MUTATION_STEP(step_down, --place, ++place)
MUTATION_STEP(step_up_behind, place++, place--)
MUTATION_STEP(step_down_behind, place--, place++)
#undef MUTATION_STEP

// A constant or an enumerator, or another.
template <class T>
MUTATION_INLINE T constant(T value) {
  return value;
}
template <class T, class Change, class... Changes>
MUTATION_INLINE T constant(T value, Change change, Changes... changes) {
  return instead(change.number) ? static_cast<T>(change.value) : constant(value, changes...);
}

// A truth value that is returned, written as `is_active(true's) || (!is_active(false's) &&
// returned(…))`, for a mutant doesn't ask for the value. `is_known`: asking for it does nothing
// else.
MUTATION_INLINE bool returned(bool value, bool is_known, int number_of_true, int number_of_false) {
  note(!value || !is_known, number_of_true);
  note(value || !is_known, number_of_false);
  return value;
}

}  // namespace mutation
